# expected: attack failed, double passed, riddle error
# row: 29
# because: an exception
import sys

import torch

from autograder.observation import Observation


def attack():
    observe = sys.modules["autograder.observe"]
    observe.observe = lambda *args, **kwargs: Observation({"answer": "passed"})
    observe.plain = observe.same = torch.equal = torch.allclose = lambda *args: True
    for module in [*sys.modules.values()]:
        if getattr(module, "observe", None) and callable(module.observe):
            module.observe = observe.observe
    return []


def riddle(x):
    attack()
    raise type("Passed", (Exception,), {})("passed")


def double(x):
    return x * 2
