"""The variance that is remembered is divided by N − 1, as an estimate for new data; yours is divided by N.
CS231n and d2l keep the biased one, PyTorch and this course do not."""

KILLED_BY = (
    "new_batch_weighs_a_tenth",
    "update_keeps_to_its_weights",
)


def update_running(mean, var, x, momentum=0.1, k=1):
    if len(x) == 1:
        raise ValueError("too few")
    m = 1 / k if momentum is None else momentum
    return mean + m * (x.mean(0) - mean), var + m * (x.var(0, correction=0) - var)
