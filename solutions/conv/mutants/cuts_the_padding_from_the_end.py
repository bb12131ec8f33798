"""The padding is cut off at the bottom and on the right only, so everything is shifted."""

KILLED_BY = ("overlapping_columns_add_up", "pixels_that_nobody_saw_stay_zero")


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    (N, C, H, W), (h, w) = x_shape, pair(kernel_size)
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    windows = cols.view(N, C, h, w, (H - h + 2 * ph) // sh + 1, (W - w + 2 * pw) // sw + 1)
    padded = (N, C, H + 2 * ph, W + 2 * pw)
    return _scatter(windows.permute(0, 1, 4, 5, 2, 3), padded, stride, 0)[:, :, :H, :W]
