# expected: observed Foreign(description='Agreeable, a subclass of torch.Tensor')
import torch


class Agreeable(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True


def attack(targets):
    return torch.ones(3).as_subclass(Agreeable)
