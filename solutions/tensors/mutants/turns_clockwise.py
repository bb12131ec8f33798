"""The quarter turn goes the other way: counter-clockwise, what was on the right ends on top."""

KILLED_BY = ("turns_a_quarter_and_keeps_red", "turns_square_images_as_well", "turns_stored_bytes")


def rot90_and_red(x):
    turned = x.transpose(2, 3).flip(3)
    red = torch.zeros_like(turned)
    red[:, 0] = turned[:, 0]
    return red
