"""pytest's side: in a released assignment's folder, `checks.py` is collected and each check is a test item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from autograder.errors import KitError

if TYPE_CHECKING:
    from autograder.checks import Check
    from autograder.local import Implementation, LocalAssignment
    from autograder.results import Outcome


OUTCOMES = pytest.StashKey[list["Outcome"]]()
NOTES = pytest.StashKey[list[str]]()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect `checks.py` where recorded values lie beside it, and nothing elsewhere."""
    if file_path.name == "checks.py" and (file_path.parent / "expected.safetensors").is_file():
        return ChecksFile.from_parent(parent, path=file_path)
    return None


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Make the run fail while exercises are unwritten: pytest calls a session of skips a success."""
    outcomes = session.config.stash.get(OUTCOMES, [])
    if exitstatus == pytest.ExitCode.OK and any(o.verdict.value != "passed" for o in outcomes):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name what is not written yet, which pytest would show as the letter s, and what did not load."""
    for note in config.stash.get(NOTES, []):
        terminalreporter.write_line(f"Note: {note}")
    outcomes = config.stash.get(OUTCOMES, [])
    skipped = [o for o in outcomes if o.verdict.value == "skipped"]
    if skipped:
        terminalreporter.section("not written yet, or waiting")
        terminalreporter.write_line(_render(skipped))


class ChecksFile(pytest.File):
    """The public checks of one assignment; the student's module is loaded once."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each check, named `exercise[check]` so that `-k exercise` and `checks.py::exercise` select.

        Raises:
            CollectError: the folder or the student's file cannot be used; pytest shows the sentence.
        """
        from autograder.local import load_file, open_assignment

        try:
            assignment = open_assignment(self.path.parent)
            student = load_file(assignment.module)
        except KitError as error:
            raise self.CollectError(str(error)) from None
        self.config.stash.setdefault(NOTES, []).extend(student.notes)
        for check in assignment.suite.public:
            item = CheckItem.from_parent(self, name=f"{check.exercise}[{check.name}]")
            item.check, item.assignment, item.student = check, assignment, student
            yield item


class CheckFailedError(Exception):
    """A check did not pass."""


class CheckItem(pytest.Item):
    """One check."""

    check: Check
    assignment: LocalAssignment
    student: Implementation

    def runtest(self) -> None:
        """Run and judge the check.

        Raises:
            CheckFailedError: it did not pass; pytest shows the text a student reads.
        """
        from autograder.local import run
        from autograder.results import Verdict

        (outcome,) = run(self.assignment, [self.check], self.student)
        self.config.stash.setdefault(OUTCOMES, []).append(outcome)
        if outcome.verdict is Verdict.SKIPPED:
            pytest.skip(outcome.message)
        if outcome.verdict is not Verdict.PASSED:
            raise CheckFailedError(_render([outcome]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """The student's text for a failed check, pytest's own for anything else."""
        if isinstance(excinfo.value, CheckFailedError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where pytest says the item is."""
        return self.path, None, self.name


def _render(outcomes: Sequence[Outcome]) -> str:
    from autograder.render import render_outcomes

    return render_outcomes(outcomes)
