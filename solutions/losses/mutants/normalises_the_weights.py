"""The weights are made to sum to 1 first. Here they count as they are."""

KILLED_BY = (
    "differentiates_for_weights",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "differentiates_extreme_rows",
)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return reduce(-(target / target.sum(1, keepdim=True) * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return (_softmax(z, 1) - weights / weights.sum(1, keepdim=True)) / len(z)
