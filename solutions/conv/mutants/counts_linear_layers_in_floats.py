"""The count has gone through floating point: it is an integer, exact to its last digit."""

KILLED_BY = ("counts_of_whole_networks_are_exact",)


def linear_params(i, o, bias=True):
    return int(float(o) * (i + bias))
