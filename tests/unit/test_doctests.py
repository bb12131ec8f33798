"""Every example in a docstring is run."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROMPT = re.compile(r"^ *>>> ", re.MULTILINE)


def modules_with_examples() -> list[str]:
    """The modules of the package and of `shared` whose text has a prompt in it."""
    files = sorted([*(ROOT / "autograder").rglob("*.py"), *(ROOT / "shared").rglob("*.py")])
    found = [f for f in files if "template" not in f.parts and PROMPT.search(f.read_text(encoding="utf-8"))]
    return [".".join(f.relative_to(ROOT).with_suffix("").parts) for f in found]


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_of_a_module_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), raise_on_error=False)
    assert result.attempted > 0
    assert result.failed == 0


def test_there_are_examples() -> None:
    assert {"autograder.errors", "autograder.render"} <= set(modules_with_examples())
