"""The result is float32 though the signal was float64: a new tensor needs the dtype of the input."""

KILLED_BY = ("slides_over_every_place", "kernel_fits_from_one_to_all")


def conv1d_valid(x, u):
    y = torch.zeros(len(x) - len(u) + 1)
    for i in range(len(y)):
        y[i] = x[i : i + len(u)] @ u
    return y
