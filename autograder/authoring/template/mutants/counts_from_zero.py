"""Divides the k-th sum by k − 1: the first sum already holds one value."""

KILLED_BY = ("averages_what_came_so_far", "one_value_is_its_own_mean")


def running_mean(x):
    return x.cumsum(0) / torch.arange(len(x), dtype=x.dtype)
