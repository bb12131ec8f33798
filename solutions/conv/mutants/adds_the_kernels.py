"""The kernels are added. Layers in turn are not layers side by side."""

KILLED_BY = ("two_kernels_become_one", "kernels_of_one_length_compose")


def compose_kernels(u, w):
    return F.pad(u, (0, len(w) - 1)) + F.pad(w, (0, len(u) - 1))
