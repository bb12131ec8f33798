"""Without padding dx is empty: a slice that ends at -0 ends at 0."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_need_no_padding", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    dw = torch.einsum("ndij,ncijkl->dckl", dout, windows)
    db = dout.sum((0, 2, 3))
    back = torch.einsum("ndij,dckl->ncijkl", dout, w)
    (N, C, H, W), (ph, pw) = x.shape, pair(padding)
    return _scatter(back, (N, C, H + 2 * ph, W + 2 * pw), stride, 0)[:, :, ph:-ph, pw:-pw], dw, db
