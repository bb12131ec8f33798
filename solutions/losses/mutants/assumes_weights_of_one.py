"""Probabilities minus targets is right only if a target sums to 1: otherwise rows of the gradient do not sum to 0.
Derive it once more for any weights."""

KILLED_BY = (
    "differentiates_for_weights",
    "differentiates_extreme_rows",
)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return (_softmax(z, 1) - weights) / len(z)
