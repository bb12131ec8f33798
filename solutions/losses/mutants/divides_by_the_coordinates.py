"""Divides by d, the second axis. The mean was over the N samples."""

KILLED_BY = (
    "is_the_slope_of_the_mean",
    "slopes_of_square_batches",
)


def mse_grad(x, y):
    return 2 * (x - y) / x.shape[1]
