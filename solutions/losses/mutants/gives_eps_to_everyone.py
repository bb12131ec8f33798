"""Every class gets the whole ε. Divide it among the C of them."""

KILLED_BY = (
    "leaves_some_doubt",
    "reaches_from_certain_to_clueless",
)


def smooth_targets(y, C, eps):
    return (1 - eps) * torch.eye(C, dtype=torch.float64)[y] + eps
