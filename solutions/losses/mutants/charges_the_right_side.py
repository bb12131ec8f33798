"""Right answers are charged, wrong ones are free. Disagreement is where y and f have different signs."""

KILLED_BY = (
    "charges_for_the_wrong_side",
    "perceptron_takes_integer_labels",
)


def perceptron_loss(f, y, reduction="mean"):
    return reduce((y * f).clamp(min=0), reduction)
