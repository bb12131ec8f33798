"""No probability counts as less than 1e-12, by a clamp or by an ε inside the logarithm: beyond that all mistakes cost
the same, and their gradient is lost."""

KILLED_BY = ("confident_mistakes_cost_their_margin",)


def cross_entropy(z, target, reduction="mean"):
    logp = _softmax(z, 1).clamp(min=1e-12).log()
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)
