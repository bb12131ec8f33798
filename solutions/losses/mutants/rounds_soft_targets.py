"""Only the most probable class of each target is used. The other probabilities count as well."""

KILLED_BY = (
    "compares_scores_with_probabilities",
    "differentiates_for_weights",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "differentiates_extreme_rows",
)


def cross_entropy(z, target, reduction="mean"):
    y = target.argmax(1) if target.is_floating_point() else target
    return reduce(-_log_softmax(z, 1)[torch.arange(len(z)), y], reduction)


def cross_entropy_grad(z, target):
    y = target.argmax(1) if target.is_floating_point() else target
    return (_softmax(z, 1) - _one_hot(y, z)) / len(z)
