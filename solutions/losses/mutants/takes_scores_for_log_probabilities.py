"""Minus the score itself, which is what `NLLLoss` makes of raw outputs: it can be made as small as you like by
growing all scores. They have to be normalised first."""

KILLED_BY = (
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
)


def cross_entropy(z, target, reduction="mean"):
    if target.is_floating_point():
        return reduce(-(target * z).sum(1), reduction)
    return reduce(-z[torch.arange(len(z)), target], reduction)
