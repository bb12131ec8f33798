"""The kernel is visited in decreasing order: that is the true convolution. Here both are read from left to
right."""

KILLED_BY = ("slides_over_every_place", "kernel_fits_from_one_to_all")


def conv1d_valid(x, u):
    return x.unfold(0, len(u), 1) @ u.flip(0)
