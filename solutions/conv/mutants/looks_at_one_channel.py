"""Only the first input channel counts. Every output channel sums over all of them."""

KILLED_BY = ("loops_visit_every_place", "loops_give_the_sizes_of_the_slide", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("nijkl,dkl->ndij", _windows(x, w.shape[2:], stride, padding)[:, 0], w[:, 0])
    return y if b is None else y + b.view(-1, 1, 1)
