"""The kernels are correlated. Composing two correlations takes the true convolution of their kernels."""

KILLED_BY = ("two_kernels_become_one", "kernels_of_one_length_compose")


def compose_kernels(u, w):
    return F.pad(u, (len(w) - 1, len(w) - 1)).unfold(0, len(w), 1) @ w
