"""A padding is a number of pixels, an int; a single / makes a float."""

KILLED_BY = ("padding_keeps_odd_kernels_at_home", "every_even_kernel_is_refused")


def same_padding(K):
    if K % 2 == 0:
        raise ValueError("K is even")
    return (K - 1) / 2
