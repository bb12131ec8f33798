"""From a file to a report: normalise, run in the sandbox on secret seeds, judge against the live reference."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import torch

from autograder.checks import Check
from autograder.course import Assignment, load_course
from autograder.draw import Draw, seed_for, seeds_for
from autograder.errors import InstructorError, OperatorError, StudentError
from autograder.grading.material import CHECKPOINT, Shared
from autograder.grading.meddling import meddlers
from autograder.grading.rungs import LADDER, Rung
from autograder.grading.sandbox import Bundle, Job, Sandbox, TrainingJob
from autograder.grading.sandboxes import Sandboxes
from autograder.grading.submission import CHECKPOINTS, Submission, digest, read_submission
from autograder.judge import judge, judge_training, not_run, not_trained, skip_after
from autograder.observation import Observation
from autograder.results import Outcome, Report, Verdict
from autograder.rules import Source
from autograder.scoring import apply_bands
from autograder.snapshot import Snapshot, read_snapshot, write_snapshot
from autograder.solution import Live, Solution, read_solution
from autograder.training import Curve, Material, Progress

STATE = ".autograder"
"""Folder in the course root for what a grader keeps: its secret and what it computed."""
NOTHING_RUN = "nothing was run"
"""The isolation of a report on what could not even be read."""
LOADING_SECONDS = 60.0
"""What a submission may take on top of the limits of its checks, each counted once: an endless loop in every one of
them is waited for, on one seed, and a submission that does nothing for hours is not."""


NO_GPU = "trained on the CPU, and measured by its scale: this machine has no GPU, which the course asks for"


class Watcher(Protocol):
    """Who is told how the grading of one submission goes on; called from the thread that grades."""

    def checked(self, done: int, total: int) -> None:
        """So many of its jobs have been run; training runs come after the last."""

    def trained(self, check: str, progress: Progress) -> None:
        """How far a training run is, as the submission says."""


class Nobody:
    """A watcher that looks away."""

    def checked(self, done: int, total: int) -> None:
        """See Watcher."""

    def trained(self, check: str, progress: Progress) -> None:
        """See Watcher."""


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
        self._device = "cuda" if gpu else "cpu"
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

    def grade(self, slug: str, path: Path, watcher: Watcher | None = None) -> Report:
        """Grade one submission. Whatever it holds, there is a report.

        Args:
            slug: the assignment.
            path: what was handed in.
            watcher: is told how it goes on.

        Raises:
            InstructorError: the solution folder is broken.
            OperatorError: the machine cannot grade, or has not the data to train on.
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
            outcomes, notes = assignment.judge(submission, sandbox, watcher or Nobody())
            isolation = sandbox.isolation
        assignment.save()
        return assignment.report(submission.sha256, isolation, outcomes, (*submission.notes, *notes))

    def _assignment(self, slug: str) -> _Assignment:
        with self._lock:
            if slug not in self._assignments:
                solution = read_solution(self._root / "solutions" / slug)
                cache = self._root / STATE / "observations"
                rules = _rules(self._root, slug)
                self._assignments[slug] = _Assignment(solution, cache, self._key, rules, self._device)
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


def _rules(root: Path, slug: str) -> Assignment | None:
    """What `course.yaml` says of an assignment; None where there is no such file, or nothing in it."""
    path = root / "course.yaml"
    course = load_course(path) if path.is_file() else None
    return course.assignment(slug) if course and slug in course.slugs else None


@dataclass(frozen=True)
class _Trial:
    """A training run of one submission."""

    check: Check
    seconds: float
    source: Source
    checkpoint: bytes


class _Assignment:
    """One assignment as its grader holds it."""

    def __init__(
        self, solution: Solution, cache: Path, key: bytes, rules: Assignment | None, device: str
    ) -> None:
        self.solution = solution
        self._rules = rules
        self._device = device
        self._cache = cache / f"{solution.release}.safetensors"
        self._live = Live(solution, self._known())
        self._size = self._live.size
        self._lock = threading.Lock()
        self._seeds = {
            check.name: seeds_for(key, solution.release, check.name, check.seeds)
            for check in solution.suite.checks
        }
        self._material_seeds = {
            check.name: seed_for(key, solution.release, f"{check.name}/material", 0)
            for check in solution.suite.trainings
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
        for check in self.solution.suite.quick:
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

    def judge(
        self, submission: Submission, sandbox: Sandbox, watcher: Watcher
    ) -> tuple[tuple[Outcome, ...], tuple[str, ...]]:
        """All outcomes of a submission, and notes on lines that failed while it was loaded."""
        self.answer()
        suite = self.solution.suite
        broken = {c.name for name in submission.broken for c in suite.of(name)}
        quick = [c for c in suite.quick if c.name not in broken]
        limits = {c.name: c.limit(self._live.cost(c)) for c in suite.checks if c.name not in broken}
        failed = sandbox.load(self._bundle(submission), LOADING_SECONDS + sum(limits.values()))
        notes = tuple(line.note(submission.place) for line in failed)
        source = Source(submission.source, submission.place, submission.place)
        seen = self._observe(quick, limits, sandbox, watcher)
        found = {c.name: judge(c, seen[c.name], self._live, source) for c in quick}
        for check in suite.checks:
            if check.name in broken:
                found[check.name] = not_run(check, Verdict.ERROR, submission.broken[check.exercise])
        for check in suite.trainings:
            needed = found.get(check.after)
            if check.name in broken:
                continue
            if needed and needed.verdict not in (Verdict.PASSED, Verdict.INTERNAL):
                found[check.name] = not_trained(check)
            else:
                job = _Trial(check, limits[check.name], source, submission.checkpoint)
                found[check.name] = self._train(job, sandbox, watcher)
        outcomes = [found[check.name] for check in suite.checks]
        return skip_after(outcomes, {c.name: c for c in suite.checks}), notes

    def _train(self, trial: _Trial, sandbox: Sandbox, watcher: Watcher) -> Outcome:
        """Run a training run, or judge a checkpoint in its place, and conclude it."""
        check = trial.check
        assert check.trains
        by_file = check.trains.checkpoint if self._rules and self._rules.training == "checkpoint" else None
        if by_file and not trial.checkpoint:
            hint = f"Hand in a zip with your code and {' or '.join(CHECKPOINTS)}."
            return not_run(check, Verdict.FAILED, "there is no checkpoint in the hand-in", hint)
        file = trial.checkpoint if by_file else b""
        material, shared = self._material(check, by_file or check.trains.material, file)
        curve = Curve()

        def told(progress: Progress) -> None:
            curve.add(progress)
            with contextlib.suppress(OSError):  # nobody looks any more; that is no fault of who trains
                watcher.trained(check.name, progress)

        with shared:
            (seed,) = self._seeds[check.name]
            seen = sandbox.train(
                TrainingJob(check.name, seed, trial.seconds, shared, by_file is not None, told)
            )
        outcome = judge_training(check, seen, material.outside, trial.source)
        return replace(outcome, curve=curve.points)

    def _material(
        self, check: Check, make: Callable[[Draw, str], Material], checkpoint: bytes
    ) -> tuple[Material, Shared]:
        """What a run is given, and the same where the run can see it, with a checkpoint if there is one."""
        try:
            material = make(Draw(self._material_seeds[check.name]), self._device)
            file = (
                {CHECKPOINT: torch.frombuffer(bytearray(checkpoint), dtype=torch.uint8)} if checkpoint else {}
            )
            return material, Shared({**material.inside, **file})
        except (OSError, RuntimeError) as error:
            hint = "Give the machine the data, or the memory; whoever submits is not at fault."
            raise OperatorError(f"nothing to train on: {error}", where=check.where, hint=hint) from error

    def _bundle(self, submission: Submission) -> Bundle:
        return Bundle(
            self.solution.slug,
            submission.source,
            *self._probes,
            meddlers=meddlers(submission.source, self.exercises),
        )

    def _observe(
        self, checks: Sequence[Check], limits: Mapping[str, float], sandbox: Sandbox, watcher: Watcher
    ) -> Mapping[str, Mapping[int, Observation]]:
        jobs = [
            Job(check.name, seed, limits[check.name], check.exercise)
            for check in sorted(checks, key=lambda check: self.exercises.index(check.exercise))
            for seed in self._seeds[check.name]
        ]
        seen: dict[str, dict[int, Observation]] = {check.name: {} for check in checks}
        for done, (job, observation) in enumerate(sandbox.run(jobs), 1):
            seen[job.check][job.seed] = observation
            watcher.checked(done, len(jobs))
        for check in checks:
            answers = seen[check.name]
            if len(answers) < check.seeds and not any(o.stop for o in answers.values()):
                raise RuntimeError(f"`{check.name}` was not run on all of its seeds, and nothing says why")
        return seen

    def report(
        self, sha256: str, isolation: str, outcomes: tuple[Outcome, ...], notes: tuple[str, ...]
    ) -> Report:
        """The report of a submission."""
        solution, rules = self.solution, self._rules
        if rules and rules.runner == "gpu" and self._device == "cpu" and solution.suite.trainings:
            notes = (*notes, NO_GPU)
        report = Report(solution.slug, solution.release, sha256, isolation, outcomes, notes)
        return apply_bands(report, rules.bands) if rules else report


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
