"""k is for momentum None only; with a momentum it has no say."""

KILLED_BY = ("update_keeps_to_its_weights",)


def update_running(mean, var, x, momentum=0.1, k=1):
    if len(x) == 1:
        raise ValueError("too few")
    m = 1 / k if momentum is None else momentum / k
    return mean + m * (x.mean(0) - mean), var + m * (x.var(0) - var)
