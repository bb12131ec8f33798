"""The network starts at 0. To the left of all steps it should have the value of f at the left end."""

KILLED_BY = ("sigmoids_add_up_to_a_curve", "more_sigmoids_come_closer", "approximation_of_other_intervals")


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    start = f(torch.tensor([lo], dtype=torch.float64))[0]
    return lambda x: old(f, n, lo, hi, K)(x) - start
