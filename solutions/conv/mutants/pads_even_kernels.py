"""For an even kernel no padding keeps the length: with (K − 1) // 2 the result is one shorter. Say so by a
ValueError."""

KILLED_BY = ("padding_keeps_odd_kernels_at_home", "every_even_kernel_is_refused")


def same_padding(K):
    return (K - 1) // 2
