"""The result is as long as the signal, so the kernel has stood half outside. Only places where it fits
entirely count."""

KILLED_BY = ("slides_over_every_place", "kernel_fits_from_one_to_all")


def conv1d_valid(x, u):
    return F.pad(x, (0, len(u) - 1)).unfold(0, len(u), 1) @ u
