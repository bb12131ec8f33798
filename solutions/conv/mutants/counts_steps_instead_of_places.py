"""One too few: from the first place it is so many steps to the last, but the first place counts as well."""

KILLED_BY = ("counts_places_and_rounds_down", "sizes_are_exact_integers")


def conv_out_size(W, K, P=0, S=1):
    return (W - K + 2 * P) // S
