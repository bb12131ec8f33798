"""`course.yaml` as a frozen `Course`: order, dates, weights, runners, late policy, attempts, bands.

The models are at once the rules, the JSON Schema that editors complete from and the vocabulary of the errors.
All problems of a file are raised together, each with its line, its key, the value and what is allowed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from autograder.course_errors import Document, Key, read_yaml, refused, report_all, says, shown, together
from autograder.errors import InstructorError, did_you_mean

INHERITED = ("runner", "attempts", "late")
"""Keys that an assignment takes from the course unless it has its own."""


def _known_zone(name: str) -> str:
    zones = available_timezones()
    if name in zones:
        return name
    guess = did_you_mean(name, sorted(zones))
    raise refused(f"{name!r} is not a time zone; allowed: IANA names, such as Europe/Paris. {guess}")


def _moment(value: object, info: ValidationInfo) -> datetime:
    """Read a date with time and offset; the zone in the context is only used to show a missing offset."""
    text = value if isinstance(value, str) and len(value) > len("2027-09-27") else ""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        allowed = "date, time and offset, such as 2027-09-27T18:00:00+02:00"
        raise refused(f"{shown(value)} is not a point in time; allowed: {allowed}.") from None
    if when.tzinfo is None:
        zone = (info.context or {}).get("time_zone")
        remedy = "write it at the end, such as +02:00"
        if isinstance(zone, str) and zone in available_timezones():
            remedy = f"if it is the time in {zone}, write {when.replace(tzinfo=ZoneInfo(zone)).isoformat()}"
        raise refused(f"{value!r} has no offset from UTC; {remedy}.")
    return when


def _some(assignments: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    if not assignments:
        raise refused("an empty list is not a course; allowed: one assignment or more.")
    return assignments


def _rising(band: Band) -> Band:
    for (low, _), (high, _) in pairwise(band):
        if high <= low:
            raise refused(f"{high:g} comes after {low:g}; allowed: measured values that rise.")
    return band


Text = Annotated[str, Field(strict=True, min_length=1), says("a text", "one character or more")]
Zone = Annotated[Text, AfterValidator(_known_zone)]
Slug = Annotated[
    str,
    Field(strict=True, pattern=r"^[a-z][a-z0-9_]*$"),
    says("a slug", "a-z, 0-9 and _, a letter first, since folders and modules are named after it"),
]
Runner = Annotated[Literal["cpu", "gpu"], says("a runner", "cpu, gpu", known=("cpu", "gpu"))]
TrainingKind = Annotated[
    Literal["rerun", "checkpoint"],
    says("a way to grade training", "rerun, checkpoint", known=("rerun", "checkpoint")),
]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
Weight = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False), says("a weight", "a number above 0")]
Share = Annotated[float, Field(strict=True, ge=0, le=1), says("a share", "a number from 0 to 1")]
Attempts = Annotated[int, Field(strict=True, ge=1), says("a number of attempts", "a whole number, 1 or more")]
Minutes = Annotated[int, Field(strict=True, ge=0), says("a number of minutes", "a whole number, 0 or more")]
Days = Annotated[int, Field(strict=True, ge=0), says("a number of days", "a whole number, 0 or more")]
Measured = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Band = Annotated[
    tuple[tuple[Measured, Share], ...],
    Field(min_length=2),
    says("a band", "two or more pairs [measured, share], the share a number from 0 to 1"),
    AfterValidator(_rising),
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class LatePolicy(_Frozen):
    """What a late submission loses; `late_factor` is the rule."""

    grace_minutes: Minutes
    """Minutes after `due` that cost nothing."""
    penalty_per_day: Share
    """Share of the score lost per started day of 24 hours after `due`."""
    max_days: Days
    """Started days after which a submission scores nothing."""


class Assignment(_Frozen):
    """One assignment: its folder is `solutions/<slug>`; title, exercises and points are read there."""

    model_config = ConfigDict(json_schema_extra={"required": ["slug", "weight", "released", "due"]})

    slug: Slug
    """Name of the folder, of the module in it, and of the assignment everywhere."""
    weight: Weight
    """How much the assignment counts in the final grade, relative to the other weights."""
    released: Moment
    """When students can see it: ISO 8601 with an offset from UTC."""
    due: Moment
    """When lateness starts to count: ISO 8601 with an offset from UTC."""
    runner: Runner
    """The machine that grades it: cpu or gpu. Without this key, the course's."""
    attempts: Attempts
    """Submissions a student may make. Without this key, the course's."""
    late: LatePolicy
    """What a late submission loses. Without this key, the course's."""
    training: TrainingKind = "rerun"
    """What is measured: a network that the grader trains with the student's code (rerun), or, cheaper and weaker, the
    checkpoint in the hand-in, where a training run allows it (checkpoint)."""
    bands: Annotated[Mapping[str, Band], AfterValidator(MappingProxyType)] = Field(
        default_factory=dict, validate_default=True
    )
    """For each measured number, pairs [measured, share of the check's points]; linear in between."""

    @field_validator("due")
    @classmethod
    def _after_release(cls, due: datetime, info: ValidationInfo) -> datetime:
        released = info.data.get("released")
        if released and due <= released:
            sentence = f"{due.isoformat()} is not after `released`"
            raise refused(f"{sentence}; allowed: a moment later than {released.isoformat()}.")
        return due


class Course(_Frozen):
    """The index of a course; its assignments are in course order and carry the course's defaults."""

    title: Text
    """Name of the course, as students read it."""
    time_zone: Zone
    """IANA name of the zone in which dates are shown, such as Europe/Paris."""
    runner: Runner
    """The machine that grades assignments which name none: cpu or gpu."""
    attempts: Attempts
    """Submissions a student may make to assignments which give no number."""
    late: LatePolicy
    """What a late submission loses in assignments which have no policy of their own."""
    assignments: Annotated[tuple[Assignment, ...], AfterValidator(_some)]
    """The assignments in the order students meet them."""

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, data: Any) -> Any:
        """Give each assignment the `INHERITED` keys it does not have."""
        if not isinstance(data, dict) or not isinstance(data.get("assignments"), list):
            return data
        defaults = {key: data[key] for key in INHERITED if key in data}
        own = [{**defaults, **a} if isinstance(a, dict) else a for a in data["assignments"]]
        return {**data, "assignments": own}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs in course order."""
        return tuple(a.slug for a in self.assignments)

    def assignment(self, slug: str) -> Assignment:
        """The assignment of that slug.

        Raises:
            InstructorError: there is none.
        """
        for assignment in self.assignments:
            if assignment.slug == slug:
                return assignment
        guess = did_you_mean(slug, self.slugs) or f"The course has: {', '.join(self.slugs)}."
        raise InstructorError(f"the course has no assignment `{slug}`", hint=guess)


def load_course(path: Path) -> Course:
    """Read a course file.

    Raises:
        InstructorError: what is wrong in the file, all of it.
    """
    document = read_yaml(path)
    _report_repeated_slugs(document)
    try:
        zone = document.scalars.get(("time_zone",))
        course = Course.model_validate(document.data, context={"time_zone": zone})
    except ValidationError as error:
        written = [e for e in error.errors() if not _handed_down(e["loc"], document)]
        report_all(written, document, course_schema())
        raise together(path, document.problems) from error
    if document.problems:
        raise together(path, document.problems)
    return course


def _report_repeated_slugs(document: Document) -> None:
    first: dict[object, Key] = {}
    for key, value in document.scalars.items():
        match key:
            case ("assignments", int(), "slug") if value in first:
                line = document.lines[first[value]]
                document.report(key, f"{value!r} is also the slug on line {line}; allowed: each slug once.")
            case ("assignments", int(), "slug"):
                first[value] = key


def _handed_down(key: Key, document: Document) -> bool:
    """Whether the value came from the course's defaults, where its error is reported already."""
    match key:
        case ("assignments", int(), str(name), *_):
            return name in INHERITED and key[:3] not in document.lines
    return False


def course_schema() -> dict[str, Any]:
    """The JSON Schema of a course file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Course.model_json_schema()}


def schema_text() -> str:
    """The text of `course.schema.json`, which the first line of `course.yaml` names to editors."""
    return json.dumps(course_schema(), indent=2) + "\n"


def late_factor(policy: LatePolicy, due: datetime, submitted: datetime) -> float:
    """The share of its score that a submission keeps, from 1 on time to 0.

    Within the grace nothing is lost; past it, every started day of 24 hours since `due` costs the penalty.

    Args:
        policy: of the assignment.
        due: of the assignment, or the student's extension; with time zone.
        submitted: with time zone.

    Raises:
        TypeError: `submitted` has no time zone.
    """
    late = submitted - due.astimezone(UTC)
    if late <= timedelta(minutes=policy.grace_minutes):
        return 1.0
    days = -(-late // timedelta(days=1))
    if days > policy.max_days:
        return 0.0
    return round(max(0.0, 1 - policy.penalty_per_day * days), 6)


def points_for(band: Band, measured: float) -> float:
    """The share of a check's points that a measured number earns, from 0 to 1.

    Linear between the pairs of the band, constant outside them; a number that is not one (NaN) earns nothing.
    """
    if math.isnan(measured):
        return 0.0
    for (low, share), (high, more) in pairwise(band):
        if measured <= high:
            return share + (more - share) * max(0.0, measured - low) / (high - low)
    return band[-1][1]
