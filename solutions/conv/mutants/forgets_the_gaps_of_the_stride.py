"""dx is put together as if the windows stood at neighbouring pixels: with a stride they stand further
apart."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    dw = torch.einsum("ndij,ncijkl->dckl", dout, windows)
    db = dout.sum((0, 2, 3))
    back = torch.einsum("ndij,dckl->ncijkl", dout, w)
    (N, C, H, W), (ph, pw) = x.shape, pair(padding)
    h, k = w.shape[2:]
    packed = _scatter(back, (N, C, back.shape[2] + h - 1, back.shape[3] + k - 1), 1, 0)
    packed = F.pad(packed, (0, W + 2 * pw, 0, H + 2 * ph))
    return packed[:, :, ph : ph + H, pw : pw + W], dw, db
