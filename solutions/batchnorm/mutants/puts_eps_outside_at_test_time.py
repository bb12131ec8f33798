"""ε stands beside the root; it belongs under it, as in training."""

KILLED_BY = (
    "test_time_uses_the_statistics_given",
    "test_time_is_a_slope_and_a_shift",
    "each_sample_is_judged_alone",
    "slope_feels_epsilon",
)


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    return gamma * (x - mean) / (var.sqrt() + eps) + beta


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    a = gamma / (var.sqrt() + eps)
    return a, beta - a * mean
