"""The bias is missing."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    return torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, padding), w)
