"""Zero times −inf is NaN: with one-hot weights an impossible class of somebody else spoils the sum. Pick the entry
instead of multiplying the others away."""

KILLED_BY = (
    "overlooks_impossible_classes",
    "tells_samples_from_classes",
)


def nll_loss(logp, y, reduction="mean"):
    return reduce(-(_one_hot(y, logp) * logp).sum(1), reduction)


def cross_entropy(z, target, reduction="mean"):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return reduce(-(weights * _log_softmax(z, 1)).sum(1), reduction)
