"""PyTorch did the work."""

KILLED_BY = ("slides_over_every_place", "kernel_fits_from_one_to_all")


def conv1d_valid(x, u):
    return F.conv1d(x.view(1, 1, -1), u.view(1, 1, -1)).view(-1)
