"""The weights of the whole batch are added: each sample has its own sum."""

KILLED_BY = (
    "differentiates_for_weights",
    "differentiates_extreme_rows",
)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    total = weights.sum() if target.is_floating_point() else 1
    return (_softmax(z, 1) * total - weights) / len(z)
