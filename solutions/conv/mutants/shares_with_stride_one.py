"""Without a stride the shares are handed out as if the windows stood at neighbouring pixels. The default is
the size of the window."""

KILLED_BY = ("shares_survive_edges",)


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    (h, w), (sh, sw) = pair(K), pair(K if stride is None else stride)
    N, C, H, W = x_shape
    shares = (dout / (h * w))[..., None, None].expand(*dout.shape, h, w)
    if stride is None:
        small = (N, C, dout.shape[2] + h - 1, dout.shape[3] + w - 1)
        return F.pad(_scatter(shares, small, 1, 0), (0, W, 0, H))[:, :, :H, :W]
    return _scatter(shares, x_shape, (sh, sw), padding)
