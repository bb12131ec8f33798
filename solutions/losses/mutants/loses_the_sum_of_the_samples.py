"""Only one squared error arrives in the exponent. The likelihood is a product over all samples, so the exponent is
a sum over all of them."""

KILLED_BY = (
    "is_minus_the_log_density",
    "differs_by_the_squared_errors",
)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    constant = pred.shape[1] / 2 * math.log(2 * math.pi * sigma**2)
    losses = constant + ((y - pred) ** 2).sum(1) / (2 * sigma**2)
    if reduction != "sum":
        return reduce(losses, reduction)
    return len(losses) * constant + ((y[-1] - pred[-1]) ** 2).sum() / (2 * sigma**2)
