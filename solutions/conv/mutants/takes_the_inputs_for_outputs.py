"""The axes of the weights are exchanged before they are cut: a row belongs to one output."""

KILLED_BY = ("rows_become_kernels", "kernels_of_small_cubes")


def linear_as_conv(weight, C, H, W):
    return weight.t().reshape(-1, C, H, W)
