"""The argument K is not used."""

KILLED_BY = ("sigmoids_add_up_to_a_curve", "approximation_of_other_intervals")


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    return old(f, n, lo, hi)
