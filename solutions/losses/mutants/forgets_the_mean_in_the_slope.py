"""N times too large: this is the slope of the sum. The mean over the batch has a 1/N, and its gradient keeps it."""

KILLED_BY = (
    "is_the_slope_of_the_mean",
    "derives_the_mean_for_classes",
    "differentiates_for_classes",
    "differentiates_for_weights",
    "differentiates_with_respect_to_scores",
    "pushes_only_from_the_wrong_side",
    "slopes_of_square_batches",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
    "slope_of_huge_scores_is_finite",
    "stays_put_on_the_line",
)


def mse_grad(x, y):
    return 2 * (x - y)


def dL_dz(z, y):
    return _softmax(z, 1) - _one_hot(y, z)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return _softmax(z, 1) * weights.sum(1, keepdim=True) - weights


def bce_with_logits_grad(z, y):
    return torch.sigmoid(z) - y


def perceptron_grad(f, y):
    return torch.where(y * f < 0, -y, 0).to(f.dtype)
