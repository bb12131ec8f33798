"""The biases are missing."""

KILLED_BY = ("a_bias_per_output", "counts_of_whole_networks_are_exact")


def linear_params(i, o, bias=True):
    return i * o
