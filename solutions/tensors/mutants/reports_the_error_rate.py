"""This is the fraction of wrong samples."""

KILLED_BY = ("is_a_fraction_as_a_float", "compares_along_the_classes")


def accuracy(s, y):
    return (s.argmax(1) != y).sum().item() / len(y)
