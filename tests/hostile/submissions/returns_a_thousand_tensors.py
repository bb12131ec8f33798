# expected: attack failed, double passed, riddle skipped
# row: 15
import torch


def attack():
    return [[torch.zeros(0, 2**40) for _ in range(90)] for _ in range(100)]


def double(x):
    return x * 2
