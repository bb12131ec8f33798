"""The logarithm of a softmax: where the probability is 0 in floating point, its logarithm is −inf. The score minus
the LSE needs no such detour."""

KILLED_BY = (
    "keeps_hopeless_classes_finite",
    "confident_mistakes_cost_their_margin",
)


def log_softmax(z, dim):
    return _softmax(z, dim).log()


def cross_entropy(z, target, reduction="mean"):
    logp = _softmax(z, 1).log()
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)
