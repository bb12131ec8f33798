"""An even kernel ends in an AssertionError. Asserts may be switched off, and the docstring promises a
ValueError."""

KILLED_BY = ("padding_keeps_odd_kernels_at_home", "every_even_kernel_is_refused")


def same_padding(K):
    assert K % 2 == 1
    return (K - 1) // 2
