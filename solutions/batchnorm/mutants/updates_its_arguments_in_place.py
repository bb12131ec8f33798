"""Your function changed its input: it promises new tensors. In-place methods are for the buffers of a layer."""

KILLED_BY = (
    "new_batch_weighs_a_tenth",
    "update_keeps_to_its_weights",
)


def update_running(mean, var, x, momentum=0.1, k=1):
    if len(x) == 1:
        raise ValueError("too few")
    m = 1 / k if momentum is None else momentum
    return mean.lerp_(x.mean(0), m), var.lerp_(x.var(0), m)
