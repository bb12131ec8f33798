"""The doubt was added, but nothing taken from the label: the row sums to 1 + ε."""

KILLED_BY = (
    "leaves_some_doubt",
    "reaches_from_certain_to_clueless",
)


def smooth_targets(y, C, eps):
    return torch.eye(C, dtype=torch.float64)[y] + eps / C
