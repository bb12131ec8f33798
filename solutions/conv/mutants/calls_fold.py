"""PyTorch did the work."""

KILLED_BY = ("overlapping_columns_add_up", "pixels_that_nobody_saw_stay_zero")


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    return F.fold(cols, tuple(x_shape[2:]), kernel_size, padding=padding, stride=stride)
