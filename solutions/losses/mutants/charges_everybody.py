"""The absolute value charges right answers as well."""

KILLED_BY = (
    "charges_for_the_wrong_side",
    "perceptron_takes_integer_labels",
)


def perceptron_loss(f, y, reduction="mean"):
    return reduce((y * f).abs(), reduction)
