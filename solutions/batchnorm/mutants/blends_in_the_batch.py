"""Your statistics follow the test batch: they are frozen at test time, not even a tenth of the batch enters."""

KILLED_BY = (
    "test_time_uses_the_statistics_given",
    "each_sample_is_judged_alone",
)


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    mean = 0.9 * mean + 0.1 * x.mean(0)
    var = 0.9 * var + 0.1 * x.var(0, correction=0)
    return gamma * (x - mean) / (var + eps).sqrt() + beta
