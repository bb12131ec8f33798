"""The kernel is summed over its channels before it meets the image: every channel has its own part of the
kernel."""

KILLED_BY = ("loops_visit_every_place", "loops_give_the_sizes_of_the_slide", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("ncijkl,dkl->ndij", _windows(x, w.shape[2:], stride, padding), w.sum(1))
    return y if b is None else y + b.view(-1, 1, 1)
