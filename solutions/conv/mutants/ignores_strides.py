"""Strides have no effect in your sum. After a layer of stride 2, one step in the next layer is two pixels of
the input."""

KILLED_BY = ("strides_below_multiply_kernels_above", "field_of_a_whole_network")


def receptive_field(layers):
    return 1 + sum(K - 1 for K, _ in layers)
