"""The squared distance between probabilities and targets. Cross-entropy takes the logarithm of the true class's
probability, and nothing else."""

KILLED_BY = (
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "confident_mistakes_cost_their_margin",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
)


def cross_entropy(z, target, reduction="mean"):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return reduce(((_softmax(z, 1) - weights) ** 2).sum(1), reduction)
