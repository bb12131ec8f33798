"""The order is (a, c): first the factor, then what is added."""

KILLED_BY = (
    "test_time_is_a_slope_and_a_shift",
    "slope_feels_epsilon",
)


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    a = gamma / (var + eps).sqrt()
    return beta - a * mean, a
