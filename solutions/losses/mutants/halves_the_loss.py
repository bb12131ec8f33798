"""Half of what it should be: no ½ belongs to a cross-entropy."""

KILLED_BY = (
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1) / 2
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)
