"""Divides by N·d, as PyTorch's `MSELoss` does. Here the squares of a sample are added, and only the N samples
averaged."""

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
    return reduce(((x - y) ** 2).mean(1), reduction)


def mse_grad(x, y):
    return 2 * (x - y) / x.numel()
