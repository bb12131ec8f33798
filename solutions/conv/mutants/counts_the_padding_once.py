"""The padding is at both ends of the axis, and you counted one of them."""

KILLED_BY = ("counts_places_and_rounds_down", "sizes_are_exact_integers")


def conv_out_size(W, K, P=0, S=1):
    return (W - K + P) // S + 1
