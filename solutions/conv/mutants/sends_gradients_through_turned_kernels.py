"""dx went through kernels turned by 180 degrees. Put the window of each output back with the weights that
read it."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_need_no_padding", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    dw = torch.einsum("ndij,ncijkl->dckl", dout, windows)
    db = dout.sum((0, 2, 3))
    back = torch.einsum("ndij,dckl->ncijkl", dout, w)
    back = torch.einsum("ndij,dckl->ncijkl", dout, w.flip(2, 3))
    return _scatter(back, x.shape, stride, padding), dw, db
