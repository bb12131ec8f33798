"""A fraction came back. There is no half place: when S does not divide, round down and return an int."""

KILLED_BY = ("counts_places_and_rounds_down", "sizes_are_exact_integers")


def conv_out_size(W, K, P=0, S=1):
    return (W - K + 2 * P) / S + 1
