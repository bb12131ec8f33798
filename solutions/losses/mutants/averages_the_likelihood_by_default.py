"""By default the losses are to be summed: probabilities of independent samples multiply, their logarithms add."""

KILLED_BY = (
    "is_minus_the_log_density",
    "differs_by_the_squared_errors",
)


def gaussian_nll(pred, y, sigma, reduction="mean"):
    constant = pred.shape[1] / 2 * math.log(2 * math.pi * sigma**2)
    return reduce(constant + ((y - pred) ** 2).sum(1) / (2 * sigma**2), reduction)
