"""Blue is still there. The channels are red, green, blue, and two of the three must go."""

KILLED_BY = ("turns_a_quarter_and_keeps_red", "turns_square_images_as_well", "turns_stored_bytes")


def rot90_and_red(x):
    red = x.transpose(2, 3).flip(2)
    red[:, 1] = 0
    return red
