"""dw has been computed from the image without its padding: the windows are those of the forward pass."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    windows = _windows(F.pad(x, (0, 2 * pair(padding)[1], 0, 2 * pair(padding)[0])), w.shape[2:], stride, 0)
    dw = torch.einsum("ndij,ncijkl->dckl", dout, windows)
    dx = _scatter(torch.einsum("ndij,dckl->ncijkl", dout, w), x.shape, stride, padding)
    return dx, dw, dout.sum((0, 2, 3))
