"""The logarithm is taken of the labels. It is the probabilities that stand in the logarithm, weighted by the
labels."""

KILLED_BY = (
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "charges_nothing_for_certain_truth",
    "charges_everything_for_certain_mistakes",
)


def bce(p, y, reduction="mean"):
    return reduce(_per_sample(-torch.xlogy(p, y) - torch.xlogy(1 - p, 1 - y)), reduction)
