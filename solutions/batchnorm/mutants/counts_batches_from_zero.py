"""k counts from 1: the first batch replaces the starting values, the second has weight 1/2."""

KILLED_BY = (
    "without_momentum_all_batches_count_alike",
    "update_keeps_to_its_weights",
)


def update_running(mean, var, x, momentum=0.1, k=1):
    if len(x) == 1:
        raise ValueError("too few")
    m = 1 / (k + 1) if momentum is None else momentum
    return mean + m * (x.mean(0) - mean), var + m * (x.var(0) - var)
