"""A weighted mean: divided by the sum of all weights. "mean" divides by N, whatever the weights."""

KILLED_BY = (
    "weighs_classes_as_told",
    "gradients_reach_the_scores",
)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z, 1)
    if not target.is_floating_point():
        return reduce(-logp[torch.arange(len(z)), target], reduction)
    losses = -(target * logp).sum(1)
    return losses.sum() / target.sum() if reduction == "mean" else reduce(losses, reduction)
