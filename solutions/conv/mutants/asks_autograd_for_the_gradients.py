"""Autograd did the work."""

KILLED_BY = ("all_three_gradients_are_right", "gradients_need_no_padding", "gradients_survive_coincidences")


def conv2d_backward(dout, x, w, stride=1, padding=0):
    x, w = x.clone().requires_grad_(), w.clone().requires_grad_()
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, padding), w)
    dx, dw = torch.autograd.grad(y, (x, w), dout)
    return dx, dw, dout.sum((0, 2, 3))
