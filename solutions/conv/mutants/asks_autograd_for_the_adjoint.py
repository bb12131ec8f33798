"""Autograd did the work."""

KILLED_BY = ("overlapping_columns_add_up", "pixels_that_nobody_saw_stay_zero")


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    x = cols.new_zeros(tuple(x_shape), requires_grad=True)
    windows = _windows(x, kernel_size, stride, padding).permute(0, 1, 4, 5, 2, 3).flatten(4).flatten(1, 3)
    return torch.autograd.grad(windows, x, cols)[0]
