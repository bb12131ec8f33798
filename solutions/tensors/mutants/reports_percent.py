"""100 times too large: a fraction between 0 and 1 is wanted."""

KILLED_BY = ("is_a_fraction_as_a_float", "compares_along_the_classes")


def accuracy(s, y):
    return 100 * (s.argmax(1) == y).sum().item() / len(y)
