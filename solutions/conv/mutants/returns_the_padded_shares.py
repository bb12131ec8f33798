"""dx is as large as the padded image: what fell into the padding is lost."""

KILLED_BY = ("shares_of_overlapping_windows_add_up", "shares_survive_edges")


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    (h, w), (sh, sw), (ph, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    N, C, H, W = x_shape
    shares = (dout / (h * w))[..., None, None].expand(*dout.shape, h, w)
    return _scatter(shares, (N, C, H + 2 * ph, W + 2 * pw), (sh, sw), 0)
