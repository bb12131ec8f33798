"""A label that is no class gives a row without a 1, and nobody is told."""

KILLED_BY = ("refuses_labels_outside_the_classes",)


def one_hot(y, C):
    return (y.unsqueeze(1) == torch.arange(C)).to(torch.float32)
