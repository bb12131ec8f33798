"""db still has the batch axis: one bias serves all images, so sum over them too."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_need_no_padding", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    dw = torch.einsum("ndij,ncijkl->dckl", dout, windows)
    back = torch.einsum("ndij,dckl->ncijkl", dout, w)
    return _scatter(back, x.shape, stride, padding), dw, dout.sum((2, 3))
