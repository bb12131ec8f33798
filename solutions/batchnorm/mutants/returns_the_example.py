"""Right for the numbers of the example, and the same for all others: compute it from the arguments."""

KILLED_BY = (
    "test_time_is_a_slope_and_a_shift",
    "slope_feels_epsilon",
)


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    return torch.full_like(mean, 1.5), torch.full_like(mean, -6.5)
