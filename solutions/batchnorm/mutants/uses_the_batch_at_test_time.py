"""At test time the batch has no say: use the statistics that were passed in."""

KILLED_BY = (
    "test_time_uses_the_statistics_given",
    "each_sample_is_judged_alone",
)


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    var, mean = torch.var_mean(x, 0, correction=0)
    return gamma * (x - mean) / (var + eps).sqrt() + beta
