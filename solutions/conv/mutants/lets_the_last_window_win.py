"""Where windows overlap, only one of their entries has survived. They have to be added up."""

KILLED_BY = ("overlapping_columns_add_up", "pixels_that_nobody_saw_stay_zero")


def col2im(cols, x_shape, kernel_size, stride=1, padding=0):
    (N, C, H, W), (h, w) = x_shape, pair(kernel_size)
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    windows = cols.view(N, C, h, w, (H - h + 2 * ph) // sh + 1, (W - w + 2 * pw) // sw + 1)
    places = torch.arange((H + 2 * ph) * (W + 2 * pw)).view(1, 1, H + 2 * ph, W + 2 * pw)
    places = _windows(places, (h, w), stride, 0).reshape(-1)
    flat = cols.new_zeros(N, C, (H + 2 * ph) * (W + 2 * pw))
    flat[:, :, places] = windows.permute(0, 1, 4, 5, 2, 3).reshape(N, C, -1)
    return flat.view(N, C, H + 2 * ph, W + 2 * pw)[:, :, ph : ph + H, pw : pw + W]
