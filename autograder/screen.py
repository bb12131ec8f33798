"""What a person sees while one submission is graded: a bar of checks, then one of each training run."""

from __future__ import annotations

import sys
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from autograder.render import render_bars
from autograder.training import Progress


class Screen:
    """Shows on stderr how grading goes on: bars on a terminal, elsewhere a line for each epoch. A context manager."""

    def __init__(self) -> None:
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[says]}"),
            console=Console(stderr=True, highlight=False, soft_wrap=True),
            disable=not sys.stderr.isatty(),
        )
        self._checks = self._bars.add_task("checks", total=None, says="opening the sandbox", visible=False)
        self._curves: dict[str, dict[int, Progress]] = {}
        self._tasks: dict[str, TaskID] = {}
        self._printed: set[tuple[str, int]] = set()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._bars.stop()

    def checked(self, done: int, total: int) -> None:
        """So many of the submission's jobs have been run."""
        says = f"{done} of {total}"
        self._bars.update(self._checks, completed=done, total=total, says=says, visible=True)

    def trained(self, check: str, progress: Progress) -> None:
        """How far a training run is."""
        curve = self._curves.setdefault(check, {})
        new = progress.epoch - 1 in curve and progress.epoch not in curve
        last = curve.get(progress.epoch - 1)
        curve[progress.epoch] = progress
        title = check.replace("_", " ")
        if self._bars.disable:
            ended = [last] if new and last else []
            for one in [*ended, progress] if progress.done >= 1 else ended:
                if (check, one.epoch) not in self._printed:
                    self._printed.add((check, one.epoch))
                    print(f"{title}: {_numbers(one)}", file=sys.stderr, flush=True)
            return
        if check not in self._tasks:
            self._tasks[check] = self._bars.add_task(title, total=1.0, says="")
        bars = render_bars([p.accuracy for p in curve.values()])
        says = f"{bars} {_numbers(progress)}"
        self._bars.update(self._tasks[check], completed=progress.done, says=says)


def _numbers(progress: Progress) -> str:
    return (
        f"epoch {progress.epoch} of {progress.epochs}, loss {progress.loss:.3f}, accuracy "
        f"{100 * progress.accuracy:.1f} %, {progress.images_per_second:,.0f} images/s, "
        f"{progress.seconds_left:.0f} s left"
    )
