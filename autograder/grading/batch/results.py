"""What a batch leaves for people and programs: `reports.json` and `scores.csv`, and a summary of the two.

One pass over the journal, one report in memory at a time; each file appears whole or not at all.
"""

from __future__ import annotations

import csv
import heapq
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from autograder.errors import OperatorError
from autograder.grading.batch.handins import HandIn
from autograder.grading.batch.journal import Finished, Journal
from autograder.grading.statements import printable
from autograder.results import Verdict
from autograder.solution import Solution

FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the start of a formula."""


@dataclass(frozen=True)
class Summary:
    """What can be said of a batch as a whole.

    Attributes:
        handins: how many there are.
        graded: how many of them have a report.
        internal: how many reports hold a check that ended by our fault.
        scores: of the other reports, in rising order.
        possible: points of the assignment.
        full: how many scores are all of the points.
        passed: exercise -> how many reports pass all of its checks, in file order.
        isolation: what reports say of it -> how many say so.
        slowest: three of the longest, the longest first.
    """

    handins: int
    graded: int
    internal: int
    scores: tuple[float, ...]
    possible: float
    full: int
    passed: Mapping[str, int]
    isolation: Mapping[str, int]
    slowest: tuple[Finished, ...]


def write_results(folder: Path, solution: Solution, handins: Sequence[HandIn], journal: Journal) -> Summary:
    """Write both files, in the order of `handins`, of what has a report; marked as partial if not all have.

    Raises:
        OperatorError: a file cannot be written.
    """
    finished = [journal.finished[h.file] for h in handins if h.file in journal.finished]
    sound = [one for one in finished if not one.internal]
    passed = dict.fromkeys(solution.suite.exercises, 0)
    head = {
        "assignment": solution.slug,
        "release": solution.release,
        "graded": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "partial": len(finished) < len(handins),
    }
    students = {h.file: h.student for h in handins}
    try:
        with _replacing(folder / "reports.json") as whole, _replacing(folder / "scores.csv") as table:
            rows = csv.writer(table, lineterminator="\n")
            rows.writerow((*COLUMNS, *passed))
            whole.write(json.dumps(head)[:-1] + ', "submissions": [')
            between = "\n"
            for one, report in journal.reports(h.file for h in handins):
                student, file = _shown(students[one.file]), _shown(one.file)
                entry = {"student": student, "file": file, "report": report}
                whole.write(between + json.dumps(entry, allow_nan=False))
                between = ",\n"
                rows.writerow(_row(student, file, report, tuple(passed)))
                for exercise in passed:
                    passed[exercise] += _passes(report, exercise)
            whole.write("\n]}\n")
    except OSError as error:
        hint = "Make room, then give the same command again: what is graded stays graded."
        message = f"the results cannot be written ({error.strerror})"
        raise OperatorError(message, hint=hint, where=str(folder)) from error
    return Summary(
        handins=len(handins),
        graded=len(finished),
        internal=len(finished) - len(sound),
        scores=tuple(sorted(one.score for one in sound)),
        possible=sum(check.points for check in solution.suite.checks),
        full=sum(one.score == one.possible for one in sound),
        passed=passed,
        isolation=Counter(one.isolation for one in finished),
        slowest=tuple(heapq.nlargest(3, finished, key=lambda one: one.seconds)),
    )


COLUMNS = (
    *("student", "file", "score", "possible"),
    *(verdict.value for verdict in Verdict),
    *("isolation", "sha256"),
)


def _row(student: str, file: str, report: Mapping[str, Any], exercises: Sequence[str]) -> list[object]:
    counts = Counter(outcome["verdict"] for outcome in report["outcomes"])
    points = Counter[str]()
    for outcome in report["outcomes"]:
        points[outcome["exercise"]] += outcome["points"]
    return [
        *(safe_cell(student), safe_cell(file), _number(report["score"]), _number(report["possible"])),
        *(counts[verdict.value] for verdict in Verdict),
        *(report["isolation"], report["submission"]),
        *(_number(round(points[exercise], 6)) for exercise in exercises),
    ]


def _passes(report: Mapping[str, Any], exercise: str) -> bool:
    return all(o["verdict"] == Verdict.PASSED for o in report["outcomes"] if o["exercise"] == exercise)


def safe_cell(text: str) -> str:
    """A name that no spreadsheet takes for a formula.

    >>> print(safe_cell("=2+3"), safe_cell("ada"))
    '=2+3 ada
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def _shown(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 and control characters are escaped."""
    return printable(name, 4096)


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A file to be written, which takes the place of `path` when all went well."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as file:
            yield file
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
