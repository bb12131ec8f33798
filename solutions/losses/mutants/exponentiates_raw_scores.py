"""The exponential of a score of 900 is infinite, and that of −900 is 0. Shift the scores first: which shift leaves
the result as it is?"""

KILLED_BY = (
    "survives_scores_of_any_size",
    "treats_every_row_by_its_own_scale",
    "keeps_hopeless_classes_finite",
    "confident_mistakes_cost_their_margin",
    "follows_the_maximum_when_cold",
    "gradients_reach_the_scores",
    "is_widest_where_scores_are_equal",
    "derives_extreme_rows",
    "differentiates_extreme_rows",
    "jacobian_of_huge_and_of_equal_scores",
)


def logsumexp(z, dim, keepdim=False):
    return z.exp().sum(dim, keepdim=keepdim).log()


def softmax(z, dim):
    return z.exp() / z.exp().sum(dim, keepdim=True)


def log_softmax(z, dim):
    return z - z.exp().sum(dim, keepdim=True).log()


def cross_entropy(z, target, reduction="mean"):
    logp = z - z.exp().sum(1, keepdim=True).log()
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def margin_gap(z, k):
    return z.exp().sum(1).log() - z.max(1).values


def dL_dz(z, y):
    return (z.exp() / z.exp().sum(1, keepdim=True) - _one_hot(y, z)) / len(z)


def cross_entropy_grad(z, target):
    weights = target if target.is_floating_point() else _one_hot(target, z)
    p = z.exp() / z.exp().sum(1, keepdim=True)
    return (p * weights.sum(1, keepdim=True) - weights) / len(z)


def softmax_jacobian(z):
    p = z.exp() / z.exp().sum()
    return torch.diag(p) - torch.outer(p, p)
