"""Divided by C: the terms of the classes are added, each with its own probability."""

KILLED_BY = (
    "compares_scores_with_probabilities",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return reduce(-(target * logp).mean(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)
