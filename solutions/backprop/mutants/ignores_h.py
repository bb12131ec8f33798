"""The step is always 1e-5: the argument h is not used."""

KILLED_BY = ("differences_follow_their_formula", "probes_tensors_of_any_shape")


def numerical_gradient(f, x, h=1e-5, scheme="central", old=numerical_gradient):
    return old(f, x, 1e-5, scheme)
