# expected: attack failed, double passed, riddle failed
# row: 2
# because: Agreeable, a subclass of torch.Tensor
import torch


class Agreeable(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True


def attack():
    return torch.ones(3).as_subclass(Agreeable)


def riddle(x):
    return x.double().as_subclass(Agreeable)


def double(x):
    return x * 2
