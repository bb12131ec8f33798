"""The count has gone through floating point: it is an integer, exact to its last digit."""

KILLED_BY = ("counts_of_large_layers_are_exact",)


def conv_params(C, D, K, bias=True):
    return int(float(D) * (float(C) * K**2 + bias))
