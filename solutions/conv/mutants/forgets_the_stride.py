"""The stride has no effect: a kernel that moves by S skips S − 1 of every S places."""

KILLED_BY = ("counts_places_and_rounds_down", "sizes_are_exact_integers")


def conv_out_size(W, K, P=0, S=1):
    return W - K + 2 * P + 1
