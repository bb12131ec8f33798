"""Overlapping entries are averaged, as if to undo im2col. The adjoint adds them up."""

KILLED_BY = ("overlapping_columns_add_up", "pixels_that_nobody_saw_stay_zero")


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    (N, C, H, W), (h, w) = x_shape, pair(kernel_size)
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    windows = cols.view(N, C, h, w, (H - h + 2 * ph) // sh + 1, (W - w + 2 * pw) // sw + 1)
    windows = windows.permute(0, 1, 4, 5, 2, 3)
    times = _scatter(torch.ones_like(windows), x_shape, stride, padding)
    return _scatter(windows, x_shape, stride, padding) / times.clamp(min=1)
