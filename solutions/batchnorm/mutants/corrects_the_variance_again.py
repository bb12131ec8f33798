"""The running variance already is the one to use: no N / (N − 1) here, whatever the size of the batch."""

KILLED_BY = (
    "test_time_uses_the_statistics_given",
    "each_sample_is_judged_alone",
)


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    n = len(x)
    return gamma * (x - mean) / (var * n / max(n - 1, 1) + eps).sqrt() + beta
