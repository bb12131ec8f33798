"""Indexing complains about large labels in its own words (IndexError) and takes negative ones for classes
counted from the end. Check the labels yourself and raise ValueError."""

KILLED_BY = ("refuses_labels_outside_the_classes",)


def one_hot(y, C):
    return torch.eye(C)[y]
