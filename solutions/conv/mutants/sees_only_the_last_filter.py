"""This is the shape of one layer's filter. Through the layers before, its pixels have seen others."""

KILLED_BY = ("strides_below_multiply_kernels_above", "field_of_a_whole_network")


def receptive_field(layers):
    return layers[-1][0] if layers else 1
