"""The doubt is spread over the other C − 1 classes. In this form the label gets a share of it as well, ε/C like
everybody."""

KILLED_BY = (
    "leaves_some_doubt",
    "reaches_from_certain_to_clueless",
)


def smooth_targets(y, C, eps):
    certain = torch.eye(C, dtype=torch.float64)[y]
    return (1 - eps) * certain + (1 - certain) * eps / (C - 1)
