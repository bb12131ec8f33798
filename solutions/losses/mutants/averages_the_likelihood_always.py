"""A mean over samples, whatever is asked for: the default of this loss, unlike that of the others, is the sum."""

KILLED_BY = ("is_minus_the_log_density",)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    constant = pred.shape[1] / 2 * math.log(2 * math.pi * sigma**2)
    reduce(pred[:, 0], reduction)
    return (constant + ((y - pred) ** 2).sum(1) / (2 * sigma**2)).mean()
