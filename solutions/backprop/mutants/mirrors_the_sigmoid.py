"""This is σ(−x): it falls where it should rise. Look at the sign in the exponent."""

KILLED_BY = ("squeezes_numbers_between_0_and_1", "far_out_the_sigmoid_stays_right")


def sigmoid(x):
    return 1 / (1 + x.exp())
