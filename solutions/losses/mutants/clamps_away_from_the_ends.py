"""Clamped to [1e-7, 1 − 1e-7]: no mistake costs more than 16, and the gradient there is 0. Work with what comes
in."""

KILLED_BY = (
    "charges_nothing_for_certain_truth",
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "charges_everything_for_certain_mistakes",
)


def bce(p, y, reduction="mean"):
    p = p.clamp(1e-7, 1 - 1e-7)
    return reduce(_per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)), reduction)


def bce_with_logits(z, y, reduction="mean"):
    p = torch.sigmoid(z).clamp(1e-7, 1 - 1e-7)
    return reduce(_per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)), reduction)
