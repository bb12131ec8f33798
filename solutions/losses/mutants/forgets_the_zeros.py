"""Only labels of 1 cost something. Where y = 0 the probability of a 0, 1 − p, has to be large as well."""

KILLED_BY = (
    "negates_both_terms",
    "sums_over_the_labels_of_a_sample",
    "charges_nothing_for_certain_truth",
    "charges_everything_for_certain_mistakes",
)


def bce(p, y, reduction="mean"):
    return reduce(_per_sample(-torch.xlogy(y, p)), reduction)
