"""The square of the hinge loss is another loss; here it grows linearly."""

KILLED_BY = (
    "asks_for_a_margin_of_one",
    "hinge_takes_integer_labels",
)


def hinge(f, y, reduction="mean"):
    return reduce((1 - y * f).clamp(min=0) ** 2, reduction)
