# expected: observed 'patched'
import sys

import torch

import autograder.observation


def attack(targets):
    torch.allclose = torch.equal = torch.testing.assert_close = lambda *args, **kwargs: True
    torch.Tensor.__mul__ = lambda self, other: "patched"
    torch.set_default_dtype(torch.float16)
    autograder.observation.plain = lambda value: "patched"
    sys.modules["autograder.observe"].plain = lambda value: "patched"
    return "something else"
