"""A pixel in several windows keeps the share of one of them. Shares add up."""

KILLED_BY = ("shares_of_overlapping_windows_add_up", "shares_survive_edges")


def avg_pool2d_backward(dout, x_shape, K, stride=None, padding=0):
    (h, w), (sh, sw), (ph, pw) = pair(K), pair(K if stride is None else stride), pair(padding)
    N, C, H, W = x_shape
    shares = (dout / (h * w))[..., None, None].expand(*dout.shape, h, w)
    tall, wide = H + 2 * ph, W + 2 * pw
    places = _windows(torch.arange(tall * wide).view(1, 1, tall, wide), K, (sh, sw), 0).reshape(-1)
    flat = dout.new_zeros(N, C, tall * wide)
    flat[:, :, places] = shares.reshape(N, C, -1)
    return flat.view(N, C, tall, wide)[:, :, ph : ph + H, pw : pw + W]
