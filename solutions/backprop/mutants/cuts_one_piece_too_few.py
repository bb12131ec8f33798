"""n points make n − 1 pieces. For n pieces there are n + 1 points, both ends among them."""

KILLED_BY = ("sigmoids_add_up_to_a_curve", "more_sigmoids_come_closer")


def step_approximation(f, n, lo, hi, K=None, old=step_approximation):
    return old(f, max(n - 1, 1), lo, hi, 6 * n / (hi - lo) if K is None else K)
