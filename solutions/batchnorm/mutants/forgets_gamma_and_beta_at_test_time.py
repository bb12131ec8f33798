"""γ and β belong to the layer at test time too."""

KILLED_BY = (
    "test_time_uses_the_statistics_given",
    "each_sample_is_judged_alone",
)


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    return (x - mean) / (var + eps).sqrt()
