"""Rounded the wrong way: at the last of your places the kernel sticks out of the padded axis."""

KILLED_BY = ("counts_places_and_rounds_down", "sizes_are_exact_integers")


def conv_out_size(W, K, P=0, S=1):
    return -(-(W - K + 2 * P) // S) + 1
