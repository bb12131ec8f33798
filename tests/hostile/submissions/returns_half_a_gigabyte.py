# expected: attack error, double passed, riddle skipped
# row: 15
# because: the values are larger than an answer may be
import torch


def attack():
    return torch.zeros(1 << 26)


def double(x):
    return x * 2
