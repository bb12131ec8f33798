"""At the border the gradient is divided among the pixels inside the image. The forward pass divided by h·w
there too."""

KILLED_BY = ("shares_of_overlapping_windows_add_up", "shares_survive_edges")


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    (h, w), (sh, sw) = pair(K), pair(K if stride is None else stride)
    N, C, H, W = x_shape
    inside = _windows(dout.new_ones(N, C, H, W), K, (sh, sw), padding).sum((4, 5))
    return _scatter((dout / inside)[..., None, None].expand(*dout.shape, h, w), x_shape, (sh, sw), padding)
