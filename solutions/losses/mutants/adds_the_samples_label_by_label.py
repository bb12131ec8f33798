"""The axes have changed places: every label's losses are added over the samples. What belongs to one sample is
added."""

KILLED_BY = (
    "sums_over_the_labels_of_a_sample",
    "charges_everything_for_certain_mistakes",
)


def bce(p, y, reduction="mean"):
    losses = -torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)
    return reduce(losses if losses.ndim == 1 else losses.sum(0), reduction)
