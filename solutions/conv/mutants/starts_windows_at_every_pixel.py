"""The number of places is right, but the window for place i starts at pixel i. It should start at i times the
stride."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    sh, sw = pair(stride)
    windows = _windows(x, w.shape[2:], 1, padding)
    tall, wide = ((n - 1) // s + 1 for n, s in zip(windows.shape[2:4], (sh, sw)))
    y = torch.einsum("ncijkl,dckl->ndij", windows[:, :, :tall, :wide], w)
    return y if b is None else y + b.view(-1, 1, 1)
