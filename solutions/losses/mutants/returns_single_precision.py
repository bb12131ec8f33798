"""float32, the default of new tensors. The docstring asks for float64."""

KILLED_BY = (
    "leaves_some_doubt",
    "reaches_from_certain_to_clueless",
)


def smooth_targets(y, C, eps):
    return (1 - eps) * torch.eye(C)[y] + eps / C
