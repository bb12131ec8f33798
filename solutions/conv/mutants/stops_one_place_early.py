"""The last row and the last column of places are missing: there are (H − h + 2p) // s + 1 of them."""

KILLED_BY = ("loops_visit_every_place", "loops_give_the_sizes_of_the_slide", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    windows = _windows(x, w.shape[2:], stride, padding)
    windows = windows[:, :, : max(1, windows.shape[2] - 1), : max(1, windows.shape[3] - 1)]
    y = torch.einsum("ncijkl,dckl->ndij", windows, w)
    return y if b is None else y + b.view(-1, 1, 1)
