"""Without an h the step is too large: the estimate is off by h² times the third derivative. The
docstring's default is 1e-5."""

KILLED_BY = ("defaults_come_close_to_the_derivative",)


def numerical_gradient(f, x, h=1e-3, scheme="central", old=numerical_gradient):
    return old(f, x, h, scheme)
