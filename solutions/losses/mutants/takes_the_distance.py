"""The distance, not its square: no root is taken anywhere."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "tells_samples_from_coordinates",
    "gradients_reach_the_predictions",
)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return reduce((x - y).norm(dim=1), reduction)
