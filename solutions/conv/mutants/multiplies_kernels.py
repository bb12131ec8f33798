"""The fields do not multiply: two layers of 3 see 5 pixels, not 9, because their windows overlap."""

KILLED_BY = ("strides_below_multiply_kernels_above", "field_of_a_whole_network")


def receptive_field(layers):
    return math.prod(K for K, _ in layers)
