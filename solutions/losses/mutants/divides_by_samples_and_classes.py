"""A mean over all N·C entries: C times too small. The average is over samples only."""

KILLED_BY = (
    "charges_each_sample_for_its_class",
    "charges_all_samples_at_once",
    "compares_scores_with_classes",
    "compares_scores_with_probabilities",
    "derives_the_mean_for_classes",
    "differentiates_for_classes",
    "differentiates_for_weights",
    "overlooks_impossible_classes",
    "tells_samples_from_classes",
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
)


def _per_entry(losses, reduction, C):
    return reduce(losses, reduction) / (C if reduction == "mean" else 1)


def nll_loss(logp, y, reduction="mean"):
    return _per_entry(-logp[torch.arange(len(y)), y], reduction, logp.shape[1])


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return _per_entry(-(target * logp).sum(1), reduction, z.shape[1])
    return _per_entry(-logp[torch.arange(len(z)), target], reduction, z.shape[1])


def dL_dz(z, y):
    return (_softmax(z, 1) - _one_hot(y, z)) / z.numel()


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return (_softmax(z, 1) * weights.sum(1, keepdim=True) - weights) / z.numel()
