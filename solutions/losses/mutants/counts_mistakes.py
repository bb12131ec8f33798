"""Every mistake costs 1. That is the error; the loss grows with the distance from the line."""

KILLED_BY = (
    "charges_for_the_wrong_side",
    "perceptron_takes_integer_labels",
)


def perceptron_loss(f, y, reduction="mean"):
    return reduce((y * f < 0).to(f.dtype), reduction)
