"""The number of classes is taken from the labels, and a class that happens not to occur is lost. It is the
argument C."""

KILLED_BY = (
    "leaves_some_doubt",
    "reaches_from_certain_to_clueless",
)


def smooth_targets(y, C, eps):
    classes = int(y.max()) + 1
    return (1 - eps) * torch.eye(classes, dtype=torch.float64)[y] + eps / classes
