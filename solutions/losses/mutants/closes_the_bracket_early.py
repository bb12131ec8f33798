"""The minus reaches only the first term. It stands before both: the brackets of the formula were lost."""

KILLED_BY = (
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "charges_nothing_for_certain_truth",
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
    "gradients_reach_the_logits",
)


def bce(p, y, reduction="mean"):
    return reduce(_per_sample(-torch.xlogy(y, p) + torch.xlogy(1 - y, 1 - p)), reduction)


def bce_with_logits(z, y, reduction="mean"):
    softplus = z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))
    return reduce(_per_sample(y * (softplus - z) - (1 - y) * softplus), reduction)
