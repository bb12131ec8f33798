"""Infinity was replaced by 100, as PyTorch's `BCELoss` does. Here a certain mistake costs +inf."""

KILLED_BY = ("charges_everything_for_certain_mistakes",)


def bce(p, y, reduction="mean"):
    losses = -y * p.log().clamp(min=-100) - (1 - y) * (1 - p).log().clamp(min=-100)
    return reduce(_per_sample(losses), reduction)
