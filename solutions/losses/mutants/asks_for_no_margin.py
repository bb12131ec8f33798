"""Right answers are free from the line on: that is the perceptron's loss. The hinge wants y f to reach 1."""

KILLED_BY = (
    "asks_for_a_margin_of_one",
    "hinge_takes_integer_labels",
)


def hinge(f, y, reduction="mean"):
    return reduce((-y * f).clamp(min=0), reduction)
