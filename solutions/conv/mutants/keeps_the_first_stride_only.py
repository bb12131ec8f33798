"""The first number of the stride is used for both axes."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    sh, _ = pair(stride)
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], sh, padding), w)
    return y if b is None else y + b.view(-1, 1, 1)
