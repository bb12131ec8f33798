"""From a file to a report: normalise, run in the sandbox on secret seeds, judge against the live reference."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from autograder.checks import Check
from autograder.draw import seeds_for
from autograder.errors import InstructorError, OperatorError, StudentError
from autograder.grading.meddling import meddlers
from autograder.grading.rungs import LADDER, Rung
from autograder.grading.sandbox import Bundle, Job, Sandbox
from autograder.grading.sandboxes import Sandboxes
from autograder.grading.submission import Submission, digest, read_submission
from autograder.judge import judge, not_run, skip_after
from autograder.observation import Observation
from autograder.results import Outcome, Report, Verdict
from autograder.rules import Source
from autograder.snapshot import Snapshot, read_snapshot, write_snapshot
from autograder.solution import Live, Solution, read_solution

STATE = ".autograder"
"""Folder in the course root for what a grader keeps: its secret and what it computed."""
NOTHING_RUN = "nothing was run"
"""The isolation of a report on what could not even be read."""
LOADING_SECONDS = 60.0
"""What a submission may take on top of the limits of its checks, each counted once: an endless loop in every one of
them is waited for, on one seed, and a submission that does nothing for hours is not."""


class Grader:
    """Grades submissions of a course, keeping a warm sandbox and the reference's answers. For several threads.

    Args:
        root: the course folder.
        require: the least isolation to accept, by name of its rung; None accepts what the machine has.
        spares: how many sandboxes to keep warming for submissions to come; 0 if there is to be one only.
        ladder: the rungs to choose from, strongest first.
        gpu: whether submissions may use this machine's GPUs, one at a time.
    """

    def __init__(
        self,
        root: Path,
        require: str | None = None,
        *,
        spares: int = 1,
        ladder: Sequence[Rung] = LADDER,
        gpu: bool = False,
    ) -> None:
        self._root = root
        self._key = course_secret(root)
        self._sandboxes = Sandboxes(require, spares, ladder=ladder, gpu=gpu)
        self._assignments: dict[str, _Assignment] = {}
        self._exercises: dict[str, tuple[str, ...]] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandboxes.close()

    def prepare(self, slug: str) -> None:
        """Have the reference answer on all secret seeds now, rather than while submissions wait.

        Raises:
            InstructorError: the solution folder is broken.
            OperatorError: the answers cannot be written down.
        """
        assignment = self._assignment(slug)
        assignment.answer()
        assignment.save()

    def grade(self, slug: str, path: Path) -> Report:
        """Grade one submission. Whatever it holds, there is a report.

        Raises:
            InstructorError: the solution folder is broken.
            OperatorError: the machine cannot grade.
        """
        assignment = self._assignment(slug)
        checks = assignment.solution.suite.checks
        try:
            submission = read_submission(path, slug, assignment.exercises, lambda: self._others(slug))
        except StudentError as error:
            message = f"the submission cannot be read: {error.message}"
            outcomes = tuple(not_run(check, Verdict.ERROR, message, error.hint) for check in checks)
            return assignment.report(digest(path), NOTHING_RUN, outcomes, ())
        with self._sandboxes.open() as sandbox:
            outcomes, notes = assignment.judge(submission, sandbox)
            isolation = sandbox.isolation
        assignment.save()
        return assignment.report(submission.sha256, isolation, outcomes, (*submission.notes, *notes))

    def _assignment(self, slug: str) -> _Assignment:
        with self._lock:
            if slug not in self._assignments:
                solution = read_solution(self._root / "solutions" / slug)
                self._assignments[slug] = _Assignment(
                    solution, self._root / STATE / "observations", self._key
                )
            return self._assignments[slug]

    def _others(self, slug: str) -> dict[str, tuple[str, ...]]:
        """The exercises of the other assignments, to recognise a file handed in at the wrong place."""
        with self._lock:
            if self._exercises is None:
                self._exercises = {}
                for folder in sorted((self._root / "solutions").iterdir()):
                    # A folder that is broken is not recognised; its own audit says what is wrong with it.
                    with contextlib.suppress(InstructorError):
                        self._exercises[folder.name] = read_solution(folder).suite.exercises
            return {name: exercises for name, exercises in self._exercises.items() if name != slug}


class _Assignment:
    """One assignment as its grader holds it."""

    def __init__(self, solution: Solution, cache: Path, key: bytes) -> None:
        self.solution = solution
        self._cache = cache / f"{solution.release}.safetensors"
        self._live = Live(solution, self._known())
        self._size = self._live.size
        self._lock = threading.Lock()
        self._seeds = {
            check.name: seeds_for(key, solution.release, check.name, check.seeds)
            for check in solution.suite.checks
        }
        folder = solution.folder
        hidden = folder / "hidden.py"
        self._probes = (
            (folder / "checks.py").read_text(encoding="utf-8"),
            hidden.read_text(encoding="utf-8") if hidden.is_file() else "",
        )
        self.exercises = solution.suite.exercises

    def _known(self) -> Snapshot | None:
        try:
            return read_snapshot(self._cache) if self._cache.is_file() else None
        except InstructorError:
            return None  # a damaged cache is computed again

    def answer(self) -> None:
        """Have the reference answer on every secret seed."""
        for check in self.solution.suite.checks:
            for seed in self._seeds[check.name]:
                self._live.observation(check, seed)

    def save(self) -> None:
        """Write down what was computed, for the next grader; atomic, so that two graders may race."""
        with self._lock:
            if self._live.size == self._size:
                return
            self._size = self._live.size
            self._cache.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            new = self._cache.with_suffix(f".{os.getpid()}")
            write_snapshot(self._live.snapshot({}), new)
            new.replace(self._cache)

    def judge(self, submission: Submission, sandbox: Sandbox) -> tuple[tuple[Outcome, ...], tuple[str, ...]]:
        """All outcomes of a submission, and notes on lines that failed while it was loaded."""
        self.answer()
        suite = self.solution.suite
        broken = {c.name for name in submission.broken for c in suite.of(name)}
        checks = [c for c in suite.checks if c.name not in broken]
        limits = {c.name: c.limit(self._live.cost(c)) for c in checks}
        failed = sandbox.load(self._bundle(submission), LOADING_SECONDS + sum(limits.values()))
        notes = tuple(line.note(submission.place) for line in failed)
        source = Source(submission.source, submission.place, submission.place)
        seen = self._observe(checks, limits, sandbox)
        outcomes = [
            not_run(check, Verdict.ERROR, submission.broken[check.exercise])
            if check.name in broken
            else judge(check, seen[check.name], self._live, source)
            for check in suite.checks
        ]
        return skip_after(outcomes, {c.name: c for c in suite.checks}), notes

    def _bundle(self, submission: Submission) -> Bundle:
        return Bundle(
            self.solution.slug,
            submission.source,
            *self._probes,
            meddlers=meddlers(submission.source, self.exercises),
        )

    def _observe(
        self, checks: Sequence[Check], limits: Mapping[str, float], sandbox: Sandbox
    ) -> Mapping[str, Mapping[int, Observation]]:
        jobs = [
            Job(check.name, seed, limits[check.name], check.exercise)
            for check in sorted(checks, key=lambda check: self.exercises.index(check.exercise))
            for seed in self._seeds[check.name]
        ]
        seen: dict[str, dict[int, Observation]] = {check.name: {} for check in checks}
        for job, observation in sandbox.run(jobs):
            seen[job.check][job.seed] = observation
        for check in checks:
            answers = seen[check.name]
            if len(answers) < check.seeds and not any(o.stop for o in answers.values()):
                raise RuntimeError(f"`{check.name}` was not run on all of its seeds, and nothing says why")
        return seen

    def report(
        self, sha256: str, isolation: str, outcomes: tuple[Outcome, ...], notes: tuple[str, ...]
    ) -> Report:
        """The report of a submission."""
        solution = self.solution
        return Report(solution.slug, solution.release, sha256, isolation, outcomes, notes)


def course_secret(root: Path) -> bytes:
    """The key of the secret seeds: `AUTOGRADER_SECRET`, or a file made on first use that only its owner reads.

    Raises:
        OperatorError: the file cannot be written or read.
    """
    given = os.environ.get("AUTOGRADER_SECRET")
    if given:
        return given.encode()
    path = root / STATE / "secret"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            fresh = path.with_suffix(f".{os.getpid()}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
            with contextlib.suppress(FileExistsError):  # the first of two racing graders wins
                os.link(fresh, path)
            fresh.unlink()
        return path.read_bytes()
    except OSError as error:
        raise OperatorError(
            f"cannot keep the course's secret: {error.strerror}",
            where=str(path),
            hint="Make the folder writable, or set AUTOGRADER_SECRET.",
        ) from error
