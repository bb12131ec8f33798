"""What a person sees of a batch: a bar while it runs, or lines where there is no terminal, and a summary."""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.grading.batch.handins import Intake
from autograder.grading.batch.journal import Finished
from autograder.grading.batch.results import Summary
from autograder.grading.statements import printable

KINDS = ("full marks", "less", "internal")
"""What a bar counts: all points, fewer, and what ended by our fault."""
STOPPING = "Stopping: what is being graded is waited for. Ctrl-C again ends at once."


class Screen:
    """Shows on stderr how a batch goes on. A context manager.

    Args:
        known: what was graded in an earlier run.
        waiting: how many are still to be graded.
    """

    def __init__(self, known: Sequence[Finished], waiting: int) -> None:
        self._known, self._total = len(known), len(known) + waiting
        self._began = time.monotonic()
        self._kinds = Counter(_kind(one) for one in known)
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._bar = Progress(
            MofNCompleteColumn(),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[counts]}"),
            console=self._console,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task(
            "", total=self._total, completed=self._known, rate="preparing", counts=self._counts
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._bar.stop()

    def begin(self) -> None:
        """The first is handed out: what is said of speed counts from now."""
        self._began = time.monotonic()

    def graded(self, finished: Finished) -> None:
        """Count one more; without a terminal, say so at every tenth of the way."""
        self._kinds[_kind(finished)] += 1
        done, total = self._kinds.total(), self._total
        if not self._bar.disable:
            self._bar.update(self._task, completed=done, rate=self._rate, counts=self._counts)
        elif 10 * done // total > 10 * (done - 1) // total:
            print(f"{done} of {total} graded, {self._rate}, {self._counts}", file=sys.stderr, flush=True)

    def stopping(self) -> None:
        """Say what is waited for."""
        self._console.print(STOPPING)

    @property
    def _rate(self) -> str:
        rate = (self._kinds.total() - self._known) / (time.monotonic() - self._began)
        return f"{rate:.1f} per second" if rate >= 1 else f"{60 * rate:.1f} per minute"

    @property
    def _counts(self) -> str:
        return " · ".join(f"{kind} {self._kinds[kind]}" for kind in KINDS)


def _kind(finished: Finished) -> str:
    if finished.internal:
        return "internal"
    return "full marks" if finished.score == finished.possible else "less"


def print_summary(summary: Summary, intake: Intake, out: str) -> None:
    """The summary of a batch on stdout, and where its files are."""
    console = Console(highlight=False, soft_wrap=True)
    scores = summary.scores
    table = Table(title=f"{summary.graded} of {summary.handins} graded", title_justify="left")
    table.add_column("exercise")
    table.add_column("pass all checks", justify="right")
    table.add_column("share", justify="right")
    for exercise, count in summary.passed.items():
        table.add_row(exercise, str(count), f"{count / max(1, summary.graded):.0%}")
    console.print(table)
    if scores:
        low, middle, high = _quartiles(scores)
        console.print(
            f"Scores out of {summary.possible:g}: median {middle:g}, quartiles {low:g} and {high:g}, "
            f"lowest {scores[0]:g}, highest {scores[-1]:g}; full marks {summary.full}."
        )
    if summary.internal:
        console.print(
            f"{summary.internal} ended by our fault (internal) and are not among the scores: look into "
            "reports.json and errors.log; --again grades them again."
        )
    if summary.slowest:
        slowest = ", ".join(f"{printable(one.file)} {one.seconds:.1f} s" for one in summary.slowest)
        console.print(Text(f"Slowest: {slowest}."))
    for isolation, count in sorted(summary.isolation.items()):
        console.print(Text(f"Isolation: {isolation} ({count})."))
    if intake.ignored:
        names = ", ".join(printable(name) for name in intake.ignored[:10])
        more = f" and {len(intake.ignored) - 10} more" if len(intake.ignored) > 10 else ""
        console.print(Text(f"Ignored, no hand-ins: {names}{more}."))
    if intake.hidden:
        console.print(f"Hidden files and folders, not looked at: {intake.hidden}.")
    missing = summary.handins - summary.graded
    if missing:
        console.print(f"Partial: {missing} not graded yet; the same command goes on from here.")
    console.print(Text(f"{out}: reports.json, scores.csv, journal.jsonl"))


def _quartiles(scores: tuple[float, ...]) -> tuple[float, float, float]:
    if len(scores) == 1:
        return scores * 3
    low, middle, high = statistics.quantiles(scores, n=4, method="inclusive")
    return low, middle, high
