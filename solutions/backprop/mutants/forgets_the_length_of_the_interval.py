"""The default steepness does not look at the interval. K multiplies a distance, so it is 6 n divided by
the length of the interval."""

KILLED_BY = ("approximation_of_other_intervals",)


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    return old(f, n, lo, hi, 6 * n if K is None else K)
