"""The sign: this is the direction in which the loss falls. The gradient points where it grows."""

KILLED_BY = (
    "derives_the_mean_for_classes",
    "differentiates_for_classes",
    "differentiates_for_weights",
    "differentiates_with_respect_to_scores",
    "vanishes_where_the_sigmoid_is_flat",
    "pushes_only_from_the_wrong_side",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
    "slope_of_huge_scores_is_finite",
    "vanishes_at_both_ends",
    "stays_put_on_the_line",
)


def dL_dz(z, y):
    return (_one_hot(y, z) - _softmax(z, 1)) / len(z)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return (weights - _softmax(z, 1) * weights.sum(1, keepdim=True)) / len(z)


def bce_with_logits_grad(z, y):
    return (y - torch.sigmoid(z)) / len(z)


def mse_sigmoid_grad(z, y):
    p = torch.sigmoid(z)
    return 2 * (y - p) * p * (1 - p)


def perceptron_grad(f, y):
    return torch.where(y * f < 0, y, 0).to(f.dtype) / len(f)
