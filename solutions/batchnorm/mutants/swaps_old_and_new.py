"""The *new* value has weight momentum, 0.1, and the old one 0.9. Yours is the other way round, as CS231n
counts."""

KILLED_BY = (
    "new_batch_weighs_a_tenth",
    "update_keeps_to_its_weights",
)


def update_running(mean, var, x, momentum=0.1, k=1):
    if len(x) == 1:
        raise ValueError("too few")
    m = 1 - 1 / k if momentum is None else 1 - momentum
    return mean + m * (x.mean(0) - mean), var + m * (x.var(0) - var)
