"""The axes have changed places: sum over the coordinates of a sample (axis 1), and keep the samples (axis 0)."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "tells_samples_from_coordinates",
    "gradients_reach_the_predictions",
)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return reduce(((x - y) ** 2).sum(0), reduction)
