# expected: attack skipped, double failed, riddle failed
# row: 15
import torch


def double(x):
    return (x * 2)[None, None] if isinstance(x, torch.Tensor) else x


def riddle(x):
    return torch.zeros((), dtype=torch.float64)
