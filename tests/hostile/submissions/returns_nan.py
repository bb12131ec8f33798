# expected: attack failed, double failed, riddle failed
# row: 15
# because: NaN
import torch


def attack():
    return [float("nan"), float("inf"), -0.0, {float("nan"): 1, "x": float("-inf")}]


def double(x):
    return torch.full((3,), float("nan"), dtype=torch.float64)


def riddle(x):
    return torch.full((3,), float("nan"), dtype=torch.float64)
