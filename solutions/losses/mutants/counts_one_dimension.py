"""One constant for each sample: there is one for each of its d coordinates."""

KILLED_BY = (
    "is_minus_the_log_density",
    "differs_by_the_squared_errors",
)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    constant = math.log(2 * math.pi * sigma**2) / 2
    return reduce(constant + ((y - pred) ** 2).sum(1) / (2 * sigma**2), reduction)
