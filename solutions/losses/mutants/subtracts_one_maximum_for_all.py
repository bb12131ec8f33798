"""One maximum is subtracted from the whole tensor. Rows far below it vanish: every row needs the maximum of its
own."""

KILLED_BY = (
    "survives_scores_of_any_size",
    "treats_every_row_by_its_own_scale",
    "keeps_hopeless_classes_finite",
    "confident_mistakes_cost_their_margin",
    "gradients_reach_the_scores",
    "is_widest_where_scores_are_equal",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
)


def logsumexp(z, dim, keepdim=False):
    return z.max() + (z - z.max()).exp().sum(dim, keepdim=keepdim).log()


def softmax(z, dim):
    e = (z - z.max()).exp()
    return e / e.sum(dim, keepdim=True)


def log_softmax(z, dim):
    z = z - z.max()
    return z - z.exp().sum(dim, keepdim=True).log()


def cross_entropy(z, target, reduction="mean"):
    z = z - z.max()
    logp = z - z.exp().sum(1, keepdim=True).log()
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def margin_gap(z, k):
    z = z - z.max()
    return z.exp().sum(1).log() - z.max(1).values


def dL_dz(z, y):
    e = (z - z.max()).exp()
    return (e / e.sum(1, keepdim=True) - _one_hot(y, z)) / len(z)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    e = (z - z.max()).exp()
    return (e / e.sum(1, keepdim=True) * weights.sum(1, keepdim=True) - weights) / len(z)
