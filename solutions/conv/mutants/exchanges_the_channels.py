"""w[c, d] stands where w[d, c] should: axis 0 of the kernels is the output channel. This runs only where C =
D."""

KILLED_BY = ("loops_visit_every_place", "loops_give_the_sizes_of_the_slide", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("ncijkl,cdkl->ndij", _windows(x, w.shape[2:], stride, padding), w)
    return y if b is None else y + b.view(-1, 1, 1)
