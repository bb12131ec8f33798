"""For z < 0 this is right. For z > 0 something of the size of z is missing."""

KILLED_BY = (
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "agrees_with_two_classes",
    "gradients_reach_the_logits",
)


def bce_with_logits(z, y, reduction="mean"):
    return reduce(_per_sample(torch.log1p(torch.exp(-z.abs())) - z * y), reduction)
