"""What a grading run concluded: verdicts, outcomes, reports, and their JSON form.

`REPORT_SCHEMA` counts the incompatible changes of the JSON; `autograder/REPORT.md` documents every field.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

REPORT_SCHEMA = 2


class Verdict(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    """The code ran and what it did is not what the check asks."""
    ERROR = "error"
    """The student's code raised, or its process died."""
    TIMEOUT = "timeout"
    SKIPPED = "skipped"
    """Not written yet, or a check it builds on did not pass."""
    INTERNAL = "internal"
    """Our fault: costs no points and calls an instructor."""


@dataclass(frozen=True)
class Outcome:
    """How one check ended, and what the student is told about it."""

    check: str
    exercise: str
    verdict: Verdict
    points: float
    """Points earned."""
    possible: float
    claim: str = ""
    """The check's docstring: what it asks."""
    message: str = ""
    hint: str = ""
    mutant: str = ""
    """The known mistake this looks like, by name; "" when none matches."""
    measured: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    """CPU seconds the student's code took, over all seeds."""
    hidden: bool = False
    curve: tuple[Mapping[str, float], ...] = ()
    """Of a training run: how it went, epoch by epoch, as the submission told it (`Progress`); never judged."""


@dataclass(frozen=True)
class Report:
    """All outcomes of one submission."""

    assignment: str
    release: str
    """Digest of the assignment's public and hidden checks and its reference."""
    submission: str
    """sha256 of the file as it came."""
    isolation: str
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Points earned, before late rules."""
        return round(sum(o.points for o in self.outcomes), 6)

    @property
    def possible(self) -> float:
        """Points there were; a check that failed by our fault is not counted against the student."""
        return round(sum(o.possible for o in self.outcomes if o.verdict is not Verdict.INTERNAL), 6)


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as plain JSON values, documented in `autograder/REPORT.md`."""
    outcomes = []
    for outcome in report.outcomes:
        entry = asdict(outcome)
        entry["verdict"] = outcome.verdict.value
        # JSON has no NaN and no infinity: they are the strings "nan", "inf", "-inf".
        entry["measured"] = {k: v if math.isfinite(v) else str(v) for k, v in outcome.measured.items()}
        entry["curve"] = list(entry["curve"])
        outcomes.append(entry)
    return {
        "schema": REPORT_SCHEMA,
        "assignment": report.assignment,
        "release": report.release,
        "submission": report.submission,
        "isolation": report.isolation,
        "score": report.score,
        "possible": report.possible,
        "outcomes": outcomes,
        "notes": list(report.notes),
    }


def report_from_json(data: Mapping[str, Any]) -> Report:
    """Read a report back.

    Raises:
        ValueError: the schema is not the one this version writes.
    """
    if data.get("schema") != REPORT_SCHEMA:
        raise ValueError(f"report schema {data.get('schema')!r}, this version reads {REPORT_SCHEMA}")
    outcomes = tuple(_outcome(entry) for entry in data["outcomes"])
    keys = ("assignment", "release", "submission", "isolation")
    return Report(**{k: data[k] for k in keys}, outcomes=outcomes, notes=tuple(data["notes"]))


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    measured = {name: float(number) for name, number in entry["measured"].items()}
    curve = tuple(entry.get("curve", ()))
    return Outcome(**{**entry, "verdict": Verdict(entry["verdict"]), "measured": measured, "curve": curve})
