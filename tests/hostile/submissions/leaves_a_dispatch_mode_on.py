# expected: attack passed, double passed, riddle failed
# row: none
# without walls: a comparison lies
import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Zeros(TorchDispatchMode):
    @classmethod
    def _should_skip_dynamo(cls):
        return False

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        return torch.zeros_like(result) if isinstance(result, torch.Tensor) else result


def attack():
    Zeros().__enter__()
    return []


def riddle(x):
    Zeros().__enter__()
    return torch.ones(3, dtype=torch.float64)


def double(x):
    return x * 2
