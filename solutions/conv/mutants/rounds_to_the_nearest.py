"""Half a step is sometimes counted as a whole one: round down always."""

KILLED_BY = ("counts_places_and_rounds_down",)


def conv_out_size(W, K, P=0, S=1):
    return ((W - K + 2 * P) * 2 + S) // (2 * S) + 1
