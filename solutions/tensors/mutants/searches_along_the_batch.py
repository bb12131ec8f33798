"""This asks which sample is best for each class; the other question is wanted, along the other axis."""

KILLED_BY = ("compares_along_the_classes",)


def accuracy(s, y):
    return (s.argmax(0) == y).sum().item() / len(y)
