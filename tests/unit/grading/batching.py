"""What the tests of batches share: a small solution, a grader that runs nothing, a room to grade in."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.new import write_template
from autograder.grading.batch.grade import Batch, plan
from autograder.grading.batch.handins import HandIn, read_folder
from autograder.grading.batch.journal import Finished, Journal
from autograder.grading.batch.results import Summary, write_results
from autograder.grading.submission import digest
from autograder.results import Outcome, Report, Verdict
from autograder.solution import Solution, read_solution

Event = Callable[[Path], Report | None]


@dataclass
class FakeGrader:
    """Gives full marks to everybody for whom `happens` neither raises nor returns another report."""

    solution: Solution
    happens: Event = lambda path: None
    graded: list[str] = field(default_factory=list)
    in_hand: int = 0
    most_in_hand: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def grade(self, slug: str, path: Path) -> Report:
        with self._lock:
            self.graded.append(path.name)
            self.in_hand += 1
            self.most_in_hand = max(self.most_in_hand, self.in_hand)
        try:
            return self.happens(path) or full_marks(self.solution, digest(path))
        finally:
            with self._lock:
                self.in_hand -= 1


@dataclass
class Log:
    """Remembers what a watcher is told."""

    files: list[str] = field(default_factory=list)
    on_graded: Callable[[], None] = lambda: None
    on_stopping: Callable[[], None] = lambda: None

    def graded(self, finished: Finished) -> None:
        self.files.append(finished.file)
        self.on_graded()

    def stopping(self) -> None:
        self.on_stopping()


@dataclass(frozen=True)
class Room:
    """A folder of hand-ins, the folder where reports go, and the solution."""

    solution: Solution
    folder: Path
    out: Path

    def hand_in(self, *names: str) -> None:
        for name in names:
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"# {name}\n", encoding="utf-8")

    @property
    def handins(self) -> tuple[HandIn, ...]:
        return read_folder(self.folder, self.solution.slug, self.out).handins

    def run(
        self,
        happens: Event = lambda path: None,
        *,
        jobs: int = 2,
        again: bool = False,
        accepts: Callable[[str], bool] = lambda isolation: True,
        log: Log | None = None,
    ) -> Run:
        """One run of a batch, as the command does it; an exception is kept, after the files are written."""
        grader = FakeGrader(self.solution, happens)
        complete, error = False, None
        with Journal(self.out) as journal:
            if again:
                journal.forgive()
            todo = plan(self.handins, self.solution, journal, accepts)
            try:
                complete = Batch(grader, self.solution, journal, jobs, log or Log()).grade_all(todo)
            except BaseException as caught:
                error = caught
            journal.close()
            summary = write_results(self.out, self.solution, self.handins, journal)
        return Run(grader, complete, error, summary)

    @property
    def events(self) -> list[tuple[str, str]]:
        lines = (self.out / "journal.jsonl").read_text(encoding="utf-8").splitlines()
        return [(line["event"], line.get("file", "")) for line in map(json.loads, lines)]

    @property
    def written(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((self.out / "reports.json").read_text(encoding="utf-8"))
        return data

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        return {entry["file"]: entry["report"] for entry in self.written["submissions"]}

    def messages(self, file: str) -> set[tuple[str, str]]:
        """Verdicts and messages of a report."""
        return {(o["verdict"], o["message"]) for o in self.reports[file]["outcomes"]}


@dataclass(frozen=True)
class Run:
    """How a run of a batch went."""

    grader: FakeGrader
    complete: bool
    error: BaseException | None
    summary: Summary

    @property
    def graded(self) -> Sequence[str]:
        return sorted(self.grader.graded)


def make_room(tmp_path: Path) -> Room:
    write_template(tmp_path / "solutions" / "demo")
    folder = tmp_path / "handed_in"
    folder.mkdir()
    return Room(read_solution(tmp_path / "solutions" / "demo"), folder, tmp_path / "reports")


def full_marks(solution: Solution, sha256: str, isolation: str = "bubblewrap") -> Report:
    outcomes = tuple(
        Outcome(check.name, check.exercise, Verdict.PASSED, check.points, check.points)
        for check in solution.suite.checks
    )
    return Report(solution.slug, solution.release, sha256, isolation, outcomes)
