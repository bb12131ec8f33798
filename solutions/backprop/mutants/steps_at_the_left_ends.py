"""Every step stands at the left end of its piece, so the network is half a piece early. The steps
belong in the middles."""

KILLED_BY = ("sigmoids_add_up_to_a_curve", "approximation_of_other_intervals")


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    return lambda x: old(f, n, lo, hi, K)(x + (hi - lo) / (2 * n))
