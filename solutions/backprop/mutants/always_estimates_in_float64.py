"""The estimate is float64 whatever x is. Make it of the dtype of x."""

KILLED_BY = ("estimates_in_float32",)


def numerical_gradient(f, x, h=1e-5, scheme="central", old=numerical_gradient):
    return old(f, x, h, scheme).double()
