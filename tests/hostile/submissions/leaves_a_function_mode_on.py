# expected: attack passed, double passed, riddle failed
# row: 2
# without walls: a comparison lies
import torch
from torch.overrides import TorchFunctionMode


class Agreeable(TorchFunctionMode):
    def __torch_function__(self, function, types, args=(), kwargs=None):
        return True if function in (torch.equal, torch.allclose) else function(*args, **(kwargs or {}))


def attack():
    Agreeable().__enter__()
    return []


def riddle(x):
    Agreeable().__enter__()
    return x.double()


def double(x):
    return x * 2
