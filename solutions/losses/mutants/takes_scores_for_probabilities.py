"""The scores were treated as probabilities: they have not been through a sigmoid, and log of a negative number is
NaN."""

KILLED_BY = (
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "agrees_with_two_classes",
    "gradients_reach_the_logits",
)


def bce_with_logits(z, y, reduction="mean"):
    return reduce(_per_sample(-torch.xlogy(y, z) - torch.xlogy(1 - y, 1 - z)), reduction)
