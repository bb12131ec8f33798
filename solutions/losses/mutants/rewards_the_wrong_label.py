"""The sign of z·y: a large score must be cheap when the label is 1."""

KILLED_BY = (
    "compares_scores_with_labels",
    "stays_exact_for_huge_scores",
    "agrees_with_two_classes",
    "gradients_reach_the_logits",
)


def bce_with_logits(z, y, reduction="mean"):
    return reduce(_per_sample(z.clamp(min=0) + z * y + torch.log1p(torch.exp(-z.abs()))), reduction)
