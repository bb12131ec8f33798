"""All the padding lies at the bottom and on the right. It is meant for each of the four sides."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    ph, pw = pair(padding)
    y = torch.einsum(
        "ncijkl,dckl->ndij", _windows(F.pad(x, (0, 2 * pw, 0, 2 * ph)), w.shape[2:], stride, 0), w
    )
    return y if b is None else y + b.view(-1, 1, 1)
