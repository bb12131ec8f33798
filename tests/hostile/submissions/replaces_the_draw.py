# expected: attack passed, double passed, riddle failed
# row: 29
# without walls: torch is changed
import sys

import numpy
import torch

import autograder.draw


def attack():
    still = torch.zeros(3, dtype=torch.float64)
    for name in ("normal", "integers", "uniform"):
        setattr(autograder.draw.Draw, name, lambda self, *args, **kwargs: still)
    numpy.random.RandomState = lambda seed: None
    torch.set_default_dtype(torch.float64)
    return []


def riddle(x):
    attack()
    frame = sys._getframe()
    while "draw" not in frame.f_locals:
        frame = frame.f_back
    x.zero_()
    return torch.zeros(3, dtype=torch.float64)


def double(x):
    return x * 2
