"""Your function changed its input: the result is right, but green and blue are gone from the caller's
images too. Look for `fill_` and for slice assignments on a view of x."""

KILLED_BY = ("turns_a_quarter_and_keeps_red", "turns_square_images_as_well", "turns_stored_bytes")


def rot90_and_red(x):
    x.narrow(1, 1, 2).fill_(0)
    return x.transpose(2, 3).flip(2)
