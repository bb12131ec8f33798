"""Targets may be probabilities, too: floating-point numbers of shape (N, C)."""

KILLED_BY = (
    "compares_scores_with_probabilities",
    "differentiates_for_weights",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "differentiates_extreme_rows",
)


def cross_entropy(z, target, reduction="mean"):
    return reduce(-_log_softmax(z, 1).gather(1, target.long().reshape(len(z), -1)[:, :1])[:, 0], reduction)


def cross_entropy_grad(z, target):
    return (_softmax(z, 1) - _one_hot(target.long().reshape(len(z), -1)[:, 0], z)) / len(z)
