"""One-hot rows: ε has no effect."""

KILLED_BY = (
    "leaves_some_doubt",
    "reaches_from_certain_to_clueless",
)


def smooth_targets(y, C, eps):
    return torch.eye(C, dtype=torch.float64)[y]
