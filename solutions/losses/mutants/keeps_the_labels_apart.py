"""One loss for every label. A loss belongs to a sample: add up its labels first, then reduce over the samples."""

KILLED_BY = (
    "sums_over_the_labels_of_a_sample",
    "compares_scores_with_labels",
    "charges_everything_for_certain_mistakes",
    "agrees_with_two_classes",
)


def bce(p, y, reduction="mean"):
    return reduce(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p), reduction)


def bce_with_logits(z, y, reduction="mean"):
    return reduce(z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs())), reduction)
