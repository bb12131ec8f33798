"""Every stride takes effect one layer too late: what lies side by side for the very next kernel is already that
stride apart."""

KILLED_BY = ("strides_below_multiply_kernels_above", "field_of_a_whole_network")


def receptive_field(layers):
    field, step, before = 1, 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * before
        before, step = step, step * stride
    return field
