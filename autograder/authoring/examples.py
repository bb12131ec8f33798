"""The worked examples of a handout: fences of kind `pycon`, whose every line the reference must confirm."""

from __future__ import annotations

import doctest
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import torch

from autograder.authoring.findings import Failure
from autograder.observe import OutOfTime, time_limit

SECONDS = 3.0
"""CPU time that the examples of one fence may take."""
FENCE = re.compile(r"^```pycon[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)


def wrong_examples(handout: str, where: str, namespace: Mapping[str, Any]) -> Iterator[Failure]:
    """Run the examples; one failure for each line that says something else than the reference.

    Args:
        handout: its text.
        where: its file.
        namespace: of the reference. `torch` and `math` are in scope besides, and each fence starts afresh.
    """
    for number, fence in enumerate(FENCE.finditer(handout), 1):
        line = handout.count("\n", 0, fence.start(1))
        scope = {"torch": torch, "math": math, **namespace}
        try:
            example = doctest.DocTestParser().get_doctest(fence[1], scope, f"example {number}", where, line)
        except ValueError as error:
            yield Failure("example", f"{where}:{line + 1}", f"this is no console session: {error}")
            continue
        runner = _Runner(optionflags=doctest.ELLIPSIS)
        try:
            with time_limit(SECONDS):
                runner.run(example)
        except OutOfTime:
            yield Failure("example", f"{where}:{line + 1}", f"this example does not end within {SECONDS:g} s")
        yield from runner.found
        if not example.examples:
            yield Failure(
                "example", f"{where}:{line + 1}", "this example has no line that begins with `>>> `"
            )


class _Runner(doctest.DocTestRunner):
    """Collects what differs instead of printing it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(verbose=False, **options)
        self.found: list[Failure] = []

    def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        if got.startswith("Traceback "):
            self._note(test, example, f"raises {got.splitlines()[-1]}")
        else:
            self._note(test, example, f"gives {_shown(got)}, not {_shown(example.want)}")

    def report_unexpected_exception(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        if isinstance(exc_info[1], OutOfTime):
            raise exc_info[1]
        self._note(test, example, f"raises {exc_info[0].__name__}: {exc_info[1]}")

    def _note(self, test: doctest.DocTest, example: doctest.Example, what: str) -> None:
        where = f"{test.filename}:{(test.lineno or 0) + example.lineno + 1}"
        message = f"`{example.source.splitlines()[0]}` {what}"
        self.found.append(Failure("example", where, message, "Correct the example, or the reference."))


def _shown(text: str) -> str:
    return f"`{' '.join(text.split())}`" if text.strip() else "nothing"
