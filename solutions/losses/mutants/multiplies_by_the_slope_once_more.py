"""The slope p (1 − p) of the softmax was multiplied in once more: it cancels against the 1/p of the logarithm."""

KILLED_BY = (
    "derives_the_mean_for_classes",
    "differentiates_for_classes",
    "differentiates_for_weights",
    "differentiates_with_respect_to_scores",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
    "slope_of_huge_scores_is_finite",
)


def dL_dz(z, y):
    p = _softmax(z, 1)
    return (p - _one_hot(y, z)) * p * (1 - p) / len(z)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    p = _softmax(z, 1)
    return (p * weights.sum(1, keepdim=True) - weights) * p * (1 - p) / len(z)


def bce_with_logits_grad(z, y):
    p = torch.sigmoid(z)
    return (p - y) * p * (1 - p) / len(z)
