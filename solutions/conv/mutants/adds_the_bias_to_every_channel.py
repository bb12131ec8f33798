"""The bias is added once for each input channel. It belongs to the output channel: add it once, after the
sum."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, padding), w)
    return y if b is None else y + x.shape[1] * b.view(-1, 1, 1)
