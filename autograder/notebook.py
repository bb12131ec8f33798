"""The notebook's side: otter's `grader.check("exercise")`, showing the same words as every other front end.

otter finds the test file and calls each case; a case runs our check on the notebook's names. The class below
only replaces how the result is shown. Plain `otter.Notebook` and `otter check` work on the same test files.
"""

from __future__ import annotations

import ast
import html
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import otter
from otter.test_files import test_case

from autograder.errors import InstructorError, StudentError, did_you_mean
from autograder.local import Implementation, LocalAssignment, is_assignment, open_assignment, run
from autograder.render import render_outcomes
from autograder.results import Outcome, Verdict
from autograder.rules import Source


class CheckFailedError(AssertionError):
    """A check did not pass; the text is what the student reads."""


class Case(test_case):  # type: ignore[misc]
    """One of our checks as an otter test case, written in a test file of a released folder."""

    def __init__(self, check: str, points: float, test_file: Path) -> None:
        super().__init__(name=check, points=points)
        self.check, self.test_file = check, test_file
        self.outcome: Outcome | None = None

    def call_func(self, global_environment: dict[str, Any]) -> None:
        """Run the check on a notebook's names.

        Raises:
            CheckFailedError: it did not pass.
            InstructorError: the released folder is neither that of the test file nor the working directory.
        """
        assignment = _open(_released_folder(self.test_file))
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
    """The otter test case of a public check; called by the generated files in `tests/`."""
    return Case(check, points, Path(sys._getframe(1).f_code.co_filename))


def _released_folder(test_file: Path) -> Path:
    for folder in (test_file.parent.parent, Path.cwd()):
        if is_assignment(folder):
            return folder.resolve()
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
    """A student's code as it lives in a running notebook: its names, and the cells that ran, in order."""
    cells = [cell for cell in names.get("In", ()) if _parses(cell)]
    places = [i for cell in cells for i in range(1, cell.count("\n") + 2)]

    def in_cell(line: int) -> str:
        return f"line {line} of its cell"

    source = Source("\n".join(cells), lambda line: in_cell(places[line - 1]), in_cell)
    return Implementation(names, source, _is_cell)


def _parses(cell: str) -> bool:
    try:
        ast.parse(cell)
    except SyntaxError:
        return False
    return True


def _is_cell(filename: str) -> bool:
    return "ipykernel" in filename or filename.startswith(("<ipython-input", "<cell"))


class Shown:
    """Outcomes, shown as text or as preformatted HTML."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        style = "font-family: var(--jp-code-font-family, monospace); white-space: pre-wrap; line-height: 1.35"
        return f'<pre style="{style}">{html.escape(self.text)}</pre>'


class Notebook(otter.Notebook):  # type: ignore[misc]
    """otter's notebook interface with our way of showing a check.

    Args:
        nb_path: the notebook's file name, for `export()`; one that has been renamed is found if it is alone.
        tests_dir: where the generated test files lie.
    """

    def __init__(self, nb_path: str | None = None, tests_dir: str = "./tests") -> None:
        super().__init__(nb_path if nb_path and Path(nb_path).is_file() else None, tests_dir)

    @property
    def exercises(self) -> tuple[str, ...]:
        """What can be checked."""
        return tuple(sorted(p.stem for p in Path(self._tests_dir).glob("*.py")))

    def check(self, question: str, global_env: dict[str, Any] | None = None) -> Shown:
        """Run the checks of one exercise on the notebook's current code.

        Raises:
            StudentError: there is no such exercise.
        """
        if question not in self.exercises:
            hint = did_you_mean(question, self.exercises) or f"There are: {', '.join(self.exercises)}."
            raise StudentError(f"`{question}` is no exercise of this notebook", hint=hint)
        if global_env is None:
            global_env = sys._getframe(1).f_globals
        result = super().check(question, global_env)
        outcomes = [r.test_case.body.outcome for r in result.test_case_results]
        return Shown(render_outcomes(outcomes) if all(outcomes) else repr(result))

    def check_all(self) -> Shown:
        """Run the checks of all exercises on the notebook's current code."""
        global_env = sys._getframe(1).f_globals
        return Shown("\n".join(self.check(exercise, global_env).text for exercise in self.exercises))

    def export(self, *args: Any, pdf: bool = False, **options: Any) -> None:
        """Write the zip to hand in, of the notebook as it was last saved; a PDF in it needs LaTeX."""
        super().export(*args, pdf=pdf, **options)
