"""0.0 instead of a fraction: `//` between integers throws it away."""

KILLED_BY = ("is_a_fraction_as_a_float", "compares_along_the_classes")


def accuracy(s, y):
    return float((s.argmax(1) == y).sum().item() // len(y))
