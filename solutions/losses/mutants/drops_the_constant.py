"""The constant (d/2) log(2πσ²) is missing. It does not move the minimum in θ, but without it this is no
likelihood, and σ cannot be fitted."""

KILLED_BY = (
    "is_minus_the_log_density",
    "differs_by_the_squared_errors",
)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    return reduce(((y - pred) ** 2).sum(1) / (2 * sigma**2), reduction)
