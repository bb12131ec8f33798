# expected: raised: ValueError: the values are larger than an answer may be: 64 MB of tensors, 2 MB of others
import torch


def attack(targets):
    return torch.zeros(1 << 25)
