"""The mean in c is divided by √(σ² + ε), but γ is missing there."""

KILLED_BY = (
    "test_time_is_a_slope_and_a_shift",
    "slope_feels_epsilon",
)


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    r = (var + eps) ** -0.5
    return gamma * r, beta - r * mean
