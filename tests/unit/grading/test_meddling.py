"""Which exercises may change what others use."""

from __future__ import annotations

import pytest

from autograder.grading.meddling import meddlers

EXERCISES = ["Momentum", "normalise", "meddles"]
HONEST = """
import math

import torch
import torch.nn.functional as F
from shared.spirals import spirals


class Momentum:
    def __init__(self, params):
        self.params = list(params)
        self.params[0].grad = None

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p.data -= self.velocity[p]


def normalise(x, *, dtype=torch.float64):
    y = F.normalize(x.to(dtype))
    y.requires_grad = True
    return y / math.sqrt(len(x))
"""


def test_torch_and_arithmetic_meddle_with_nothing() -> None:
    assert meddlers(HONEST, EXERCISES) == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "torch.Tensor.area = lambda self: 1",
        "F.relu = None",
        "torch.backends.cudnn.benchmark = True",
        "del torch.manual_seed",
        "torch.nn.init.count += 1",
        "torch.set_default_dtype(torch.float64)",
        "torch.use_deterministic_algorithms(True)",
        "setattr(torch, 'relu', None)",
        "vars(torch)['relu'] = None",
        "torch.__dict__['relu'] = None",
        "type(x).area = 1\nx.__class__.__bases__",
        "open('scores.csv', 'w')",
        "exec('pass')",
        "import os",
        "import torch, sys as s",
        "from ctypes import CDLL",
        "__import__('os')",
    ],
)
def test_what_can_change_something_of_others_is_named(line: str) -> None:
    text = f"{HONEST}\n\ndef meddles(x):\n" + "".join(f"    {part}\n" for part in line.splitlines())
    assert meddlers(text, EXERCISES) == {"meddles"}


def test_meddling_of_a_helper_is_the_exercises() -> None:
    text = HONEST + (
        "\nimport os\n\ndef far(x):\n    os.chdir('/')\n\nTABLE = [far]\n\n"
        "def helper(x):\n    return TABLE[0](x)\n\ndef meddles(x):\n    return helper(x)\n"
    )
    assert meddlers(text, EXERCISES) == {"meddles"}


def test_an_import_that_nobody_uses_is_nobodys() -> None:
    assert meddlers("import os\n" + HONEST, EXERCISES) == frozenset()


def test_of_a_text_that_does_not_parse_every_exercise_is_named() -> None:
    assert meddlers(HONEST + "def torn(:", EXERCISES) == set(EXERCISES)
