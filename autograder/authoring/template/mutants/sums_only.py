"""Returns running sums: each still has to be divided by how many values it holds."""

KILLED_BY = ("averages_what_came_so_far",)


def running_mean(x):
    return x.cumsum(0)
