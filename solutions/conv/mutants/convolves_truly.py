"""The kernel is visited in decreasing order, as in a true convolution. A convolution layer reads kernel and
image in the same direction."""

KILLED_BY = ("loops_visit_every_place", "loops_give_the_sizes_of_the_slide", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, padding), w.flip(2, 3))
    return y if b is None else y + b.view(-1, 1, 1)
