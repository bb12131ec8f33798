"""A reduction that does not exist is taken for the mean. A typing error would train for hours before anybody
notices: raise a ValueError, or let `reduce` do it."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "is_minus_the_log_density",
    "charges_each_sample_for_its_class",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "compares_scores_with_labels",
    "charges_for_the_wrong_side",
    "asks_for_a_margin_of_one",
)


def _lenient(losses, reduction):
    return {"none": losses, "sum": losses.sum()}.get(reduction, losses.mean())


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return _lenient(((x - y) ** 2).sum(1), reduction)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    constant = pred.shape[1] / 2 * math.log(2 * math.pi * sigma**2)
    return _lenient(constant + ((y - pred) ** 2).sum(1) / (2 * sigma**2), reduction)


def nll_loss(logp, y, reduction="mean"):
    return _lenient(-logp[torch.arange(len(y)), y], reduction)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return _lenient(-(target * logp).sum(1), reduction)
    return _lenient(-logp[torch.arange(len(z)), target], reduction)


def bce(p, y, reduction="mean"):
    return _lenient(_per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)), reduction)


def bce_with_logits(z, y, reduction="mean"):
    return _lenient(_per_sample(z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))), reduction)


def perceptron_loss(f, y, reduction="mean"):
    return _lenient(torch.clamp(-y * f, min=0), reduction)


def hinge(f, y, reduction="mean"):
    return _lenient(torch.clamp(1 - y * f, min=0), reduction)
