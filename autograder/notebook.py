"""The notebook's side: otter's `grader.check("exercise")`, showing the same words as every other front end.

otter finds the test file and calls each case; a case runs our check on the notebook's names. The class below
only replaces how the result is shown. Plain `otter.Notebook` and `otter check` work on the same test files.
"""

from __future__ import annotations

import html
import inspect
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import otter
from otter.test_files import test_case

from autograder.errors import InstructorError
from autograder.local import Implementation, LocalAssignment, is_assignment, open_assignment, run
from autograder.render import render_outcomes
from autograder.results import Outcome, Verdict
from autograder.rules import Source


class CheckFailedError(AssertionError):
    """A check did not pass; the text is what the student reads."""


class Case(test_case):  # type: ignore[misc]
    """One of our checks as an otter test case."""

    def __init__(self, check: str, points: float, folder: Path) -> None:
        super().__init__(name=check, points=points)
        self.check, self.folder = check, folder
        self.outcome: Outcome | None = None

    def call_func(self, global_environment: dict[str, Any]) -> None:
        """Run the check on a notebook's names.

        Raises:
            CheckFailedError: it did not pass.
        """
        assignment = _open(self.folder)
        student = notebook_implementation(global_environment)
        (self.outcome,) = run(assignment, [assignment.suite[self.check]], student)
        if self.outcome.verdict is not Verdict.PASSED:
            _fail(self.outcome)

    def __getstate__(self) -> dict[str, Any]:
        """What otter's log keeps."""
        return {"name": self.name, "points": self.points, "check": self.check}


def _fail(outcome: Outcome) -> None:
    raise CheckFailedError("\n" + render_outcomes([outcome]))


def case(check: str, points: float) -> Case:
    """The otter test case of a public check; called by the generated files in `tests/`.

    Raises:
        InstructorError: the released folder is not found beside the test file or in the working directory.
    """
    caller = Path(sys._getframe(1).f_code.co_filename)
    for folder in (caller.parent.parent, Path.cwd()):
        if is_assignment(folder):
            return Case(check, points, folder.resolve())
    raise InstructorError(
        "checks.py and expected.safetensors are not here",
        where=str(Path.cwd()),
        hint="Open the notebook in the assignment's folder; on Colab, clone the course first.",
    )


@lru_cache(maxsize=8)
def _open_version(folder: Path, version: tuple[int, int]) -> LocalAssignment:
    return open_assignment(folder)


def _open(folder: Path) -> LocalAssignment:
    files = (folder / "checks.py", folder / "expected.safetensors")
    return _open_version(folder, (files[0].stat().st_mtime_ns, files[1].stat().st_mtime_ns))


def notebook_implementation(names: Mapping[str, Any]) -> Implementation:
    """A student's code as it lives in a running notebook: its names, and the text of its functions."""
    texts, places = [], []
    for value in list(names.values()):
        if not inspect.isfunction(value) and not inspect.isclass(value):
            continue
        if getattr(value, "__module__", None) != names.get("__name__", "__main__"):
            continue
        try:
            lines, first = inspect.getsourcelines(value)
        except (OSError, TypeError):
            continue
        texts += lines
        places += [first + i for i in range(len(lines))]
    imports = [f"import {v.__name__} as {k}\n" for k, v in names.items() if inspect.ismodule(v)]
    places = [0] * len(imports) + places

    def place(line: int) -> str:
        return f"line {places[line - 1]} of its cell" if 0 < line <= len(places) else f"line {line}"

    text = "".join([*imports, *texts])
    return Implementation(names, Source(text, place, lambda n: f"line {n} of its cell"), _is_cell)


def _is_cell(filename: str) -> bool:
    return "ipykernel" in filename or filename.startswith(("<ipython-input", "<cell"))


class Shown:
    """The outcomes of one exercise, shown as text or as preformatted HTML."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        style = "white-space: pre-wrap; font-size: 0.9em; line-height: 1.35"
        return f'<pre style="{style}">{html.escape(self.text)}</pre>'


class Notebook(otter.Notebook):  # type: ignore[misc]
    """otter's notebook interface with our way of showing a check.

    Args:
        nb_path: the notebook's file name, for `export()`.
        tests_dir: where the generated test files lie.
    """

    def check(self, question: str, global_env: dict[str, Any] | None = None) -> Shown:
        """Run the checks of one exercise on the notebook's current code."""
        if global_env is None:
            frame = inspect.currentframe()
            global_env = frame.f_back.f_globals if frame and frame.f_back else {}
        result = super().check(question, global_env)
        outcomes = [r.test_case.body.outcome for r in result.test_case_results]
        return Shown("\n".join(render_outcomes([o]) for o in outcomes if o) or repr(result))
