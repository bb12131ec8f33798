"""The variance comes back as it was."""

KILLED_BY = (
    "new_batch_weighs_a_tenth",
    "update_keeps_to_its_weights",
)


def update_running(mean, var, x, momentum=0.1, k=1):
    if len(x) == 1:
        raise ValueError("too few")
    m = 1 / k if momentum is None else momentum
    return mean + m * (x.mean(0) - mean), var.clone()
