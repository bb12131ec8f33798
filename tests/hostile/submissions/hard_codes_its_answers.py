# expected: attack passed, double failed, riddle failed
# row: 14
# because: The answer is the same for every input
# without walls: not tried, nothing is attacked
import torch


def attack():
    return []


def double(x):
    return torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)


def riddle(x):
    return torch.zeros(3, dtype=torch.float64)
