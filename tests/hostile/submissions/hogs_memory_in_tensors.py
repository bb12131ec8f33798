# expected: attack error, double passed, riddle skipped
# row: 21
# because: memory
import torch


def attack():
    return [torch.empty(1 << 30, dtype=torch.uint8) for _ in range(64)]


def double(x):
    return x * 2
