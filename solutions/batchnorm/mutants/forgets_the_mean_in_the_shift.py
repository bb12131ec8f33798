"""a is right, c is not: the mean has to be scaled and subtracted from β."""

KILLED_BY = (
    "test_time_is_a_slope_and_a_shift",
    "slope_feels_epsilon",
)


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    return gamma / (var + eps).sqrt(), beta.clone()
