"""A momentum of 0 is a number like others, and keeps the old values; only None means the plain average. `if
not momentum` and `momentum or …` take them for the same."""

KILLED_BY = ("update_keeps_to_its_weights",)


def update_running(mean, var, x, momentum=0.1, k=1):
    if len(x) == 1:
        raise ValueError("too few")
    m = momentum or 1 / k
    return mean + m * (x.mean(0) - mean), var + m * (x.var(0) - var)
