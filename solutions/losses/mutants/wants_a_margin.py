"""A margin of 1 is asked for: that is the hinge loss. The perceptron is content with the right side."""

KILLED_BY = (
    "charges_for_the_wrong_side",
    "perceptron_takes_integer_labels",
)


def perceptron_loss(f, y, reduction="mean"):
    return reduce((1 - y * f).clamp(min=0), reduction)
