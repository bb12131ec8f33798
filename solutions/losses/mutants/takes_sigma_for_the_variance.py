"""σ is the standard deviation. The density is written with the variance, its square, in both places."""

KILLED_BY = (
    "is_minus_the_log_density",
    "differs_by_the_squared_errors",
)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    constant = pred.shape[1] / 2 * math.log(2 * math.pi * sigma)
    return reduce(constant + ((y - pred) ** 2).sum(1) / (2 * sigma), reduction)
