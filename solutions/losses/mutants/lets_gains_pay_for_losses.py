"""Without the maximum with 0, right answers earn something, and the total can be made as small as you like."""

KILLED_BY = (
    "charges_for_the_wrong_side",
    "pushes_only_from_the_wrong_side",
    "asks_for_a_margin_of_one",
    "perceptron_takes_integer_labels",
    "stays_put_on_the_line",
    "hinge_takes_integer_labels",
)


def perceptron_loss(f, y, reduction="mean"):
    return reduce(-y * f, reduction)


def hinge(f, y, reduction="mean"):
    return reduce(1 - y * f, reduction)


def perceptron_grad(f, y):
    return -y.to(f.dtype) / len(f)
