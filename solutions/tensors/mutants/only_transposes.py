"""This mirrors the images in their diagonal, so that writing in them could not be read; a rotation also
needs a flip."""

KILLED_BY = ("turns_a_quarter_and_keeps_red", "turns_square_images_as_well", "turns_stored_bytes")


def rot90_and_red(x):
    turned = x.transpose(2, 3)
    red = torch.zeros_like(turned)
    red[:, 0] = turned[:, 0]
    return red
