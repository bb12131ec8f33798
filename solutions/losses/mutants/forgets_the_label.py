"""The label does not enter: a score of 1 is only good where y = +1."""

KILLED_BY = (
    "asks_for_a_margin_of_one",
    "hinge_takes_integer_labels",
)


def hinge(f, y, reduction="mean"):
    return reduce((1 - f + 0 * y).clamp(min=0), reduction)
