"""Zero times log 0 is NaN in floating point. A label of 0 should silence its term: `torch.xlogy` knows."""

KILLED_BY = ("charges_nothing_for_certain_truth",)


def bce(p, y, reduction="mean"):
    return reduce(_per_sample(-(y * p.log() + (1 - y) * (1 - p).log())), reduction)
