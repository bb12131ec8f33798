"""The biases are spread along the columns of the image, which runs only where there are as many columns as
channels. Give b axes of length 1 behind it."""

KILLED_BY = ("loops_visit_every_place", "loops_survive_coincidences")


def conv2d_loops(x, w, b=None, stride=1, padding=0):
    y = torch.einsum("ncijkl,dckl->ndij", _windows(x, w.shape[2:], stride, padding), w)
    return y if b is None else y + b
