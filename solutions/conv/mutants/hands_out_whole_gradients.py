"""Every pixel of a window gets the whole gradient. It moved the mean by a part of itself only."""

KILLED_BY = ("shares_of_overlapping_windows_add_up", "shares_survive_edges")


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    (h, w), (sh, sw) = pair(K), pair(K if stride is None else stride)
    shares = (dout / (h * w))[..., None, None].expand(*dout.shape, h, w)
    return _scatter(shares * h * w, x_shape, (sh, sw), padding)
