"""torch.zeros makes float32 whatever goes in later: make the empty output like the input."""

KILLED_BY = ("loops_give_the_sizes_of_the_slide", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    full = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, padding), w)
    y = torch.zeros(full.shape)
    y[:] = full
    return y if b is None else y + b.view(-1, 1, 1)
