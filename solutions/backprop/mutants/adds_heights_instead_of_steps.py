"""Every unit adds the height of the curve. It should add what the curve rises from one point to the
next."""

KILLED_BY = ("sigmoids_add_up_to_a_curve", "more_sigmoids_come_closer")


def step_approximation(f, n, lo, hi, K=None):
    K = 6 * n / (hi - lo) if K is None else K
    x0 = torch.linspace(lo, hi, n + 1, dtype=torch.float64)
    heights, middles = f(x0), (x0[1:] + x0[:-1]) / 2
    return lambda x: heights[0] + torch.sigmoid(K * (x.unsqueeze(-1) - middles)) @ heights[1:]
