"""The sign: this is the slope with respect to the target. With respect to the prediction it points the other way."""

KILLED_BY = (
    "is_the_slope_of_the_mean",
    "slopes_of_square_batches",
)


def mse_grad(x, y):
    return 2 * (y - x) / len(x)
