"""The image is continued by its own edge. Padding means zeros here."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    ph, pw = pair(padding)
    y = torch.einsum(
        "ncijkl,dckl->ndij", _windows(F.pad(x, (pw, pw, ph, ph), "replicate"), w.shape[2:], stride, 0), w
    )
    return y if b is None else y + b.view(-1, 1, 1)
