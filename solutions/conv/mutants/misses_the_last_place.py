"""One place is missing: a kernel of w numbers fits into W numbers at W − w + 1 places, the last one
included."""

KILLED_BY = ("slides_over_every_place", "kernel_fits_from_one_to_all")


def conv1d_valid(x, u):
    return torch.stack([x[i : i + len(u)] @ u for i in range(max(1, len(x) - len(u)))])
