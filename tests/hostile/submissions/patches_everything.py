# expected: attack failed, double passed, riddle failed
# row: 3, 29
import sys

import torch

import autograder.observation


def attack():
    torch.allclose = torch.equal = torch.testing.assert_close = lambda *args, **kwargs: True
    torch.Tensor.__mul__ = lambda self, other: "patched"
    autograder.observation.plain = lambda value: "patched"
    for name in ("observe", "judge", "compare", "results"):
        module = sys.modules.get(f"autograder.{name}")
        for attribute in ("plain", "same", "judge", "difference"):
            if hasattr(module, attribute):
                setattr(module, attribute, lambda *args, **kwargs: None)
    return []


def riddle(x):
    attack()
    return "passed"


def double(x):
    return x * 2
