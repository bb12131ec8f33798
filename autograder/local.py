"""Run public checks on a student's own machine, against recorded observations: no reference, no sandbox, no net."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from autograder.checks import Check, Suite, collect
from autograder.draw import Draw, canary, published_seeds
from autograder.errors import InstructorError, OperatorError, StudentError
from autograder.judge import judge, judge_training, not_run, not_trained, skip_after
from autograder.modules import FailedLine, load_leniently, load_path
from autograder.observation import Ending, Observation
from autograder.observe import observe
from autograder.results import Outcome, Verdict
from autograder.rules import Source
from autograder.snapshot import Snapshot, read_snapshot
from autograder.training import Curve, Progress, Run

RECORDED = "expected.safetensors"


@dataclass(frozen=True)
class LocalAssignment:
    """A released folder: the public checks and what was recorded for them."""

    folder: Path
    suite: Suite
    snapshot: Snapshot

    @property
    def slug(self) -> str:
        """The assignment's name."""
        return self.snapshot.slug

    @property
    def module(self) -> Path:
        """The student's Python file."""
        return self.folder / f"{self.slug}.py"

    @property
    def notebook(self) -> Path:
        """The student's notebook."""
        return self.folder / f"{self.slug}.ipynb"


@dataclass(frozen=True)
class Implementation:
    """A student's code, loaded.

    Attributes:
        namespace: its names.
        source: its text.
        is_own: says whether a traceback's file name belongs to it.
        failed: top-level statements that raised while it was loaded.
    """

    namespace: Mapping[str, Any]
    source: Source
    is_own: Callable[[str], bool]
    failed: tuple[FailedLine, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence on each statement that was left out."""
        return tuple(failed.note(self.source.place) for failed in self.failed)


def is_assignment(folder: Path) -> bool:
    """Whether a folder is a released assignment."""
    return (folder / "checks.py").is_file() and (folder / RECORDED).is_file()


def open_assignment(folder: Path) -> LocalAssignment:
    """Read a released assignment.

    Raises:
        InstructorError: a file is missing or damaged, or checks and recording do not belong together.
        OperatorError: this machine draws other numbers than the one that recorded.
    """
    snapshot = read_snapshot(folder / RECORDED)
    if snapshot.canary != canary():
        raise OperatorError(
            "this machine draws other random numbers than the one that recorded the expected values",
            where=str(folder / RECORDED),
            hint="Update numpy, or ask your instructor; your code is not at fault.",
        )
    suite = collect(load_path(folder / "checks.py", f"checks_{snapshot.slug}"))
    unknown = [c.name for c in suite.quick if c.name not in snapshot.seeds]
    if unknown:
        raise InstructorError(
            f"`{unknown[0]}` has no recorded values",
            where=str(folder / "checks.py"),
            hint="checks.py and expected.safetensors are of different releases: download both again.",
        )
    return LocalAssignment(folder, suite, snapshot)


def load_text(text: str, filename: str, place: Callable[[int], str] | None = None) -> Implementation:
    """Load a student's module from text, leaving out top-level statements that raise.

    Raises:
        StudentError: the text does not parse.
    """
    folder = str(Path(filename).resolve().parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where pytest makes errors of them, a student's file still loads
            module, failed = load_leniently(text, filename, "student_module")
    except SyntaxError as error:
        raise StudentError(
            f"does not parse: {error.msg}: {(error.text or '').strip()}", where=f"{filename}:{error.lineno}"
        ) from None
    source = Source(text, place, place) if place else Source(text)
    return Implementation(vars(module), source, lambda name: name == filename, failed)


def load_file(path: Path) -> Implementation:
    """Load a student's `.py` file.

    Raises:
        StudentError: it is missing, is not UTF-8, or does not parse.
    """
    if not path.is_file():
        raise StudentError("is missing", where=str(path), hint="Is this the assignment's folder?")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise StudentError("is not UTF-8", where=str(path), hint="Save it as UTF-8 in your editor.") from None
    return load_text(text, str(path))


def run(assignment: LocalAssignment, checks: Sequence[Check], student: Implementation) -> tuple[Outcome, ...]:
    """Run public checks on a student's code and judge them; an endless loop is interrupted where that is possible.

    What a failed check comes after is run too, so that a check ends alike whether it is run alone or among others.
    """
    outcomes = [_run_one(assignment, check, student) for check in checks]
    needed = {c.after for c, o in zip(checks, outcomes, strict=True) if o.verdict is not Verdict.PASSED}
    needed -= {c.name for c in checks} | {""}
    outcomes += [_run_one(assignment, assignment.suite[name], student) for name in sorted(needed)]
    return skip_after(outcomes, {c.name: c for c in assignment.suite.checks})[: len(checks)]


def run_training(
    check: Check,
    student: Implementation,
    told: Callable[[str, Progress], None],
    outcomes: Sequence[Outcome] = (),
) -> Outcome:
    """Train a student's network here as the grader will, on the same data split otherwise.

    Args:
        check: a training run.
        student: the code.
        told: called with the check's name and how far it is.
        outcomes: of the other checks; where what it comes after did not pass, nothing is trained.
    """
    assert check.trains
    needed = next((o for o in outcomes if o.check == check.after), None)
    if needed and needed.verdict is not Verdict.PASSED:
        return not_trained(check)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    (seed,) = published_seeds(check.name, 1)
    try:
        material = check.trains.material(Draw(seed), device.type)
    except (OSError, RuntimeError) as error:
        return not_run(check, Verdict.SKIPPED, f"not run: {error}")
    curve = Curve()

    def hear(progress: Progress) -> None:
        curve.add(progress)
        told(check.name, progress)

    run = Run(material.inside, device, hear)
    seen = observe(check, student.namespace, seed, own_files=student.is_own, limit=check.limit(), run=run)
    outcome = judge_training(check, seen, material.outside, student.source)
    return replace(outcome, curve=curve.points)


def _run_one(assignment: LocalAssignment, check: Check, student: Implementation) -> Outcome:
    seen: dict[int, Observation] = {}
    for seed in assignment.snapshot.seeds[check.name]:
        seen[seed] = observe(check, student.namespace, seed, own_files=student.is_own, limit=check.limit())
        stop = seen[seed].stop
        if stop and stop.ending is Ending.TIMEOUT:
            break  # one endless loop is waited for, not one for each seed
    return judge(check, seen, assignment.snapshot, student.source)
