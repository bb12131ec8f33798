"""The sum of weights runs over the samples instead of over the classes."""

KILLED_BY = (
    "differentiates_for_weights",
    "differentiates_extreme_rows",
)


def cross_entropy_grad(z, target):
    if not target.is_floating_point():
        return (_softmax(z, 1) - _one_hot(target, z)) / len(z)
    return (_softmax(z, 1) * target.sum(0, keepdim=True) - target) / len(z)
