# expected: attack passed, double passed, riddle failed
# row: 9
# without walls: not tried, what is left in memory is luck
import torch


def attack():
    needle = "-".join(("canary", "of", "the", "grader")).encode()
    blocks = [torch.empty(size, dtype=torch.uint8) for size in (64, 1024, 65536, 1 << 20, 16 << 20)]
    return ["the canary" for block in blocks if needle in block.numpy().tobytes()]


def riddle(x):
    del x
    return torch.empty(3, dtype=torch.float64)


def double(x):
    return x * 2
