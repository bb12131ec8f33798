"""The padding has no effect."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, 0), w)
    return y if b is None else y + b.view(-1, 1, 1)
