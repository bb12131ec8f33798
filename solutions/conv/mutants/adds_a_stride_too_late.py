"""The strides are used one layer too late: the second layer already steps over the pixels that the first one
skipped."""

KILLED_BY = ("strides_below_multiply_kernels_above", "field_of_a_whole_network")


def receptive_field(layers):
    field, step, before = 1, 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * before
        before, step = step, step * stride
    return field
