"""The number has gone through floating point and lost its last digits. Integers have a division of their
own."""

KILLED_BY = ("sizes_are_exact_integers",)


def conv_out_size(W, K, P=0, S=1):
    return int((W - K + 2 * P) / S) + 1
