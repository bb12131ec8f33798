"""The estimates stand in a row; they should have the shape of x."""

KILLED_BY = ("differences_follow_their_formula", "probes_tensors_of_any_shape")


def numerical_gradient(f, x, h=1e-5, scheme="central", old=numerical_gradient):
    return old(f, x, h, scheme).view(-1)
