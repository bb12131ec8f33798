"""Only places where one kernel fits into the other are left. Two kernels of lengths K and L make one of K + L
− 1."""

KILLED_BY = ("two_kernels_become_one", "kernels_of_one_length_compose")


def compose_kernels(u, w):
    longer, shorter = (u, w) if len(u) >= len(w) else (w, u)
    return longer.unfold(0, len(shorter), 1) @ shorter.flip(0)
