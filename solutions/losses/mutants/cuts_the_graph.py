"""The numbers are right, but they come out of `.detach()` or of NumPy: nobody can go backward from here, and a
loss is there to be differentiated."""

KILLED_BY = (
    "gradients_reach_the_predictions",
    "gradients_reach_the_scores",
    "gradients_reach_the_logits",
)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return reduce(((x.detach() - y) ** 2).sum(1), reduction)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z.detach(), 1)
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def bce_with_logits(z, y, reduction="mean"):
    z = z.detach()
    return reduce(_per_sample(z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))), reduction)
