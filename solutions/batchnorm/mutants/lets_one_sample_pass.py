"""A single sample has no unbiased variance: 0/0 makes the running variance NaN, for ever. Refuse it with a
ValueError."""

KILLED_BY = ("update_keeps_to_its_weights",)


def update_running(mean, var, x, momentum=0.1, k=1):
    m = 1 / k if momentum is None else momentum
    return mean + m * (x.mean(0) - mean), var + m * (x.var(0) - var)
