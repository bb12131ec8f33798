# expected: attack skipped, double passed, riddle failed
# row: 2
import torch


def riddle(x):
    tensor = torch.zeros(3, dtype=torch.float64)
    for name in (
        "detach",
        "cpu",
        "clone",
        "equal",
        "isnan",
        "numel",
        "allclose",
        "__eq__",
        "__torch_function__",
    ):
        setattr(tensor, name, lambda *args, **kwargs: True)
    return tensor


def double(x):
    return x * 2
