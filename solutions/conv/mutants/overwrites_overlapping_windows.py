"""Where windows overlap, dx holds the contribution of one of them. A pixel collects from every window that
saw it."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_need_no_padding", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    dw = torch.einsum("ndij,ncijkl->dckl", dout, windows)
    db = dout.sum((0, 2, 3))
    back = torch.einsum("ndij,dckl->ncijkl", dout, w)
    (N, C, H, W), (ph, pw) = x.shape, pair(padding)
    tall, wide = H + 2 * ph, W + 2 * pw
    places = _windows(torch.arange(tall * wide).view(1, 1, tall, wide), w.shape[2:], stride, 0).reshape(-1)
    flat = x.new_zeros(N, C, tall * wide)
    flat[:, :, places] = back.reshape(N, C, -1)
    return flat.view(N, C, tall, wide)[:, :, ph : ph + H, pw : pw + W], dw, db
