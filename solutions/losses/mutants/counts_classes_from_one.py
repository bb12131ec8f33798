"""Shifted by one: on paper classes are 1 … C, in PyTorch 0 … C − 1. Class 0 must not wrap around to the last."""

KILLED_BY = (
    "charges_each_sample_for_its_class",
    "charges_all_samples_at_once",
    "compares_scores_with_classes",
    "confident_mistakes_cost_their_margin",
    "leaves_some_doubt",
    "derives_the_mean_for_classes",
    "differentiates_for_classes",
    "overlooks_impossible_classes",
    "tells_samples_from_classes",
    "gradients_reach_the_scores",
    "reaches_from_certain_to_clueless",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
)


def nll_loss(logp, y, reduction="mean"):
    return reduce(-logp[torch.arange(len(y)), y - 1], reduction)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target - 1], reduction)


def smooth_targets(y, C, eps):
    return (1 - eps) * torch.eye(C, dtype=torch.float64)[y - 1] + eps / C


def dL_dz(z, y):
    return (_softmax(z, 1) - torch.eye(z.shape[1], dtype=z.dtype)[y - 1]) / len(z)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else torch.eye(z.shape[1], dtype=z.dtype)[target - 1]
    return (_softmax(z, 1) * weights.sum(1, keepdim=True) - weights) / len(z)
