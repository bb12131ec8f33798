"""The kernels are turned by 180 degrees. A convolution layer does not turn them back."""

KILLED_BY = ("rows_become_kernels", "kernels_of_small_cubes")


def linear_as_conv(weight, C, H, W):
    return weight.reshape(-1, C, H, W).flip(2, 3)
