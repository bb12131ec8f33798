"""The rows of the columns are read as if the channel varied fastest. im2col has it vary slowest."""

KILLED_BY = ("overlapping_columns_add_up", "pixels_that_nobody_saw_stay_zero")


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    (N, C, H, W), (h, w) = x_shape, pair(kernel_size)
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    windows = cols.view(N, C, h, w, (H - h + 2 * ph) // sh + 1, (W - w + 2 * pw) // sw + 1)
    windows = cols.view(N, h, w, C, *windows.shape[4:])
    return _scatter(windows.permute(0, 3, 4, 5, 1, 2), x_shape, stride, padding)
