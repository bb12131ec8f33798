# expected: attack failed, double failed, riddle failed
# row: 15
# because: shape
import torch


def attack():
    return {}


def double(x):
    return torch.empty(0, dtype=torch.float64)


def riddle(x):
    return torch.empty(0, 3, dtype=torch.float64)
