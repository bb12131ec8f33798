"""Half the squared error. That is a habit of other books, which saves a factor 2 in the slope; this course has no
½."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "is_the_slope_of_the_mean",
    "tells_samples_from_coordinates",
    "gradients_reach_the_predictions",
    "slopes_of_square_batches",
)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return reduce(((x - y) ** 2).sum(1) / 2, reduction)


def mse_grad(x, y):
    return (x - y) / len(x)
