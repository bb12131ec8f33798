"""dw is N times too small: the loss has taken its mean already, and what is left is a sum over the batch."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_need_no_padding", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    dw = torch.einsum("ndij,ncijkl->dckl", dout, windows)
    db = dout.sum((0, 2, 3))
    back = torch.einsum("ndij,dckl->ncijkl", dout, w)
    N, _, _, _ = x.shape
    return _scatter(back, x.shape, stride, padding), dw / N, db
