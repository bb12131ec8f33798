"""The divisor is the square of the window's height: a window of h × w pixels has h·w of them."""

KILLED_BY = ("shares_survive_edges",)


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    (h, w), (sh, sw) = pair(K), pair(K if stride is None else stride)
    shares = (dout / (h * w))[..., None, None].expand(*dout.shape, h, w)
    return _scatter(shares * w / h, x_shape, (sh, sw), padding)
