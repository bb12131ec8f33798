"""The sign: this is the log-likelihood, which one maximises. A loss is minimised, so it is the negative."""

KILLED_BY = (
    "is_minus_the_log_density",
    "charges_each_sample_for_its_class",
    "charges_all_samples_at_once",
    "differs_by_the_squared_errors",
    "overlooks_impossible_classes",
)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    constant = pred.shape[1] / 2 * math.log(2 * math.pi * sigma**2)
    return reduce(-constant - ((y - pred) ** 2).sum(1) / (2 * sigma**2), reduction)


def nll_loss(logp, y, reduction="mean"):
    return reduce(logp[torch.arange(len(y)), y], reduction)
