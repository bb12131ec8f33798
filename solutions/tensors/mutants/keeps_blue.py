"""The images are blue: here channel 0 is red, as in PyTorch; other libraries store blue first."""

KILLED_BY = ("turns_a_quarter_and_keeps_red", "turns_square_images_as_well", "turns_stored_bytes")


def rot90_and_red(x):
    turned = x.transpose(2, 3).flip(2)
    blue = torch.zeros_like(turned)
    blue[:, 2] = turned[:, 2]
    return blue
