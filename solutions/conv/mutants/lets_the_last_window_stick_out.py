"""The size is rounded up: the last windows stick out of the padded image and see only a part of it."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    x = F.pad(x, (pw, pw + sw - 1, ph, ph + sh - 1))
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, 0), w)
    return y if b is None else y + b.view(-1, 1, 1)
