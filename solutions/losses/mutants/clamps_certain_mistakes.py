"""Probabilities are moved away from 0 and 1, by 1e-12: certain and wrong then costs 27.6, and it should cost +inf."""

KILLED_BY = ("charges_everything_for_certain_mistakes",)


def bce(p, y, reduction="mean"):
    p = p.clamp(1e-12, 1 - 1e-12)
    return reduce(_per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)), reduction)
