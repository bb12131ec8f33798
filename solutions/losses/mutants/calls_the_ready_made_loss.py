"""The ready-made loss does the exercise for you. Write it from its formula."""

KILLED_BY = (
    "sums_over_coordinates_and_averages_over_samples",
    "survives_scores_of_any_size",
    "treats_every_row_by_its_own_scale",
    "keeps_hopeless_classes_finite",
    "charges_each_sample_for_its_class",
    "compares_scores_with_classes",
    "stays_exact_for_huge_scores",
)


def mse(x, y, reduction="mean"):
    if x.shape != y.shape:
        raise ValueError("shapes differ")
    return reduce(torch.nn.functional.mse_loss(x, y, reduction="none").sum(1), reduction)


def nll_loss(logp, y, reduction="mean"):
    return torch.nn.functional.nll_loss(logp, y, reduction=reduction)


def cross_entropy(z, target, reduction="mean"):
    return torch.nn.functional.cross_entropy(z, target, reduction=reduction)


def logsumexp(z, dim, keepdim=False):
    return torch.logsumexp(z, dim, keepdim=keepdim)


def softmax(z, dim):
    return z.softmax(dim)


def log_softmax(z, dim):
    return torch.log_softmax(z, dim)


def bce_with_logits(z, y, reduction="mean"):
    losses = torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction="none")
    return reduce(losses.reshape(len(z), -1).sum(1), reduction)
