# expected: attack failed, double passed, riddle failed
# row: 15
# because: 1000000000000 elements
import torch


def attack():
    return torch.zeros(1).expand(10**12)


def riddle(x):
    return torch.zeros(1, dtype=torch.float64).as_strided((2**40, 3), (0, 0))


def double(x):
    return x * 2
