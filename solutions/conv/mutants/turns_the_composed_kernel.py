"""The composed kernel came out backwards."""

KILLED_BY = ("two_kernels_become_one", "kernels_of_one_length_compose")


def compose_kernels(u, w):
    return (F.pad(u, (len(w) - 1, len(w) - 1)).unfold(0, len(w), 1) @ w.flip(0)).flip(0)
