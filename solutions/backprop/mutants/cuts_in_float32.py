"""The points are float32 (the default of `linspace`), which costs half of the digits."""

KILLED_BY = ("sigmoids_add_up_to_a_curve",)


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    return old(lambda x: f(x.float()).double(), n, lo, hi, K)
