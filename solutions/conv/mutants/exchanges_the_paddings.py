"""The paddings of the two axes are exchanged: the first number is for top and bottom. `F.pad` names the last
axis first."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    ph, pw = pair(padding)
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, (pw, ph)), w)
    return y if b is None else y + b.view(-1, 1, 1)
