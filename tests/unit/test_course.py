"""`course.yaml` is read whole, and every mistake in it is told with its line and its remedy."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from autograder.course import (
    Course,
    LatePolicy,
    course_schema,
    late_factor,
    load_course,
    points_for,
    schema_text,
)
from autograder.errors import InstructorError

ROOT = Path(__file__).parents[2]

GOOD = """\
title: Deep learning
time_zone: Europe/Paris
runner: cpu
attempts: 20
late: {grace_minutes: 15, penalty_per_day: 0.1, max_days: 3}
assignments:
  - slug: tensors
    weight: 1
    released: 2027-09-13T09:00:00+02:00
    due: 2027-09-26T23:59:00+02:00
  - slug: resnet
    weight: 2.5
    released: 2027-11-15T09:00:00+01:00
    due: 2027-12-05T23:59:00+01:00
    runner: gpu
    attempts: 8
    late: {grace_minutes: 0, penalty_per_day: 0.5, max_days: 1}
    bands: {accuracy: [[0.60, 0], [0.755, 1]]}
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors name the path as it was given: `course.yaml`, here as at an instructor's prompt."""
    monkeypatch.chdir(tmp_path)


def load(text: str) -> Course:
    Path("course.yaml").write_text(text, encoding="utf-8")
    return load_course(Path("course.yaml"))


def complaint(text: str) -> str:
    with pytest.raises(InstructorError) as caught:
        load(text)
    return str(caught.value)


def instead(old: str, new: str) -> str:
    """The good course with one thing changed where it stands first."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


# The course of this repository


def test_the_course_lists_the_eight_assignments_in_order() -> None:
    assert load_course(ROOT / "course.yaml").slugs == (
        "tensors",
        "backprop",
        "losses",
        "optimizers",
        "conv",
        "batchnorm",
        "resnet",
        "value_iteration",
    )


def test_the_dates_of_the_course_have_the_offset_of_its_time_zone() -> None:
    course = load_course(ROOT / "course.yaml")
    zone = ZoneInfo(course.time_zone)
    moments = [moment for a in course.assignments for moment in (a.released, a.due)]
    assert [m.utcoffset() for m in moments] == [m.astimezone(zone).utcoffset() for m in moments]


def test_the_course_file_names_its_schema_to_editors() -> None:
    first = (ROOT / "course.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=course.schema.json"


def test_the_committed_schema_is_the_one_the_models_give() -> None:
    committed = (ROOT / "course.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), "course.schema.json is stale: write schema_text() to it"


# Reading


def test_an_assignment_has_what_its_entry_says() -> None:
    resnet = load(GOOD).assignment("resnet")
    assert resnet.weight == 2.5
    assert resnet.due == datetime(2027, 12, 5, 22, 59, tzinfo=UTC)
    assert (resnet.runner, resnet.attempts) == ("gpu", 8)
    assert resnet.late == LatePolicy(grace_minutes=0, penalty_per_day=0.5, max_days=1)
    assert resnet.bands == {"accuracy": ((0.60, 0), (0.755, 1))}


def test_an_assignment_takes_the_rest_from_the_course() -> None:
    course = load(GOOD)
    tensors = course.assignment("tensors")
    assert (tensors.runner, tensors.attempts, tensors.late) == ("cpu", 20, course.late)
    assert tensors.bands == {}


def test_a_course_is_frozen_to_its_leaves() -> None:
    resnet: Any = load(GOOD).assignment("resnet")
    with pytest.raises(ValidationError, match="frozen"):
        resnet.late.max_days = 9
    with pytest.raises(TypeError, match="does not support item assignment"):
        resnet.bands["accuracy"] = ()


def test_an_unknown_slug_is_told_the_nearest() -> None:
    with pytest.raises(InstructorError) as caught:
        load(GOOD).assignment("tensor")
    assert str(caught.value) == "the course has no assignment `tensor`\n    Did you mean `tensors`?"


def test_a_slug_near_none_is_told_them_all() -> None:
    with pytest.raises(InstructorError) as caught:
        load(GOOD).assignment("poetry")
    assert str(caught.value) == "the course has no assignment `poetry`\n    The course has: tensors, resnet."


# What a wrong file is told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "attempts:",
            "atempts:",
            "course.yaml: 2 problems\n"
            "course.yaml:1: attempts: this key is missing. "
            "Submissions a student may make to assignments which give no number.\n"
            "course.yaml:4: atempts: unknown key; "
            "allowed: title, time_zone, runner, attempts, late, assignments. Did you mean `attempts`?",
            id="a key of the course misspelt",
        ),
        pytest.param(
            "    runner: gpu",
            "    runer: gpu",
            "course.yaml:15: assignments[1].runer: unknown key; allowed: "
            "slug, weight, released, due, runner, attempts, late, training, bands. Did you mean `runner`?",
            id="a key of an assignment misspelt",
        ),
        pytest.param(
            "    weight: 1\n",
            "",
            "course.yaml:7: assignments[0].weight: this key is missing. "
            "How much the assignment counts in the final grade, relative to the other weights.",
            id="a key missing",
        ),
        pytest.param(
            "attempts: 20",
            "attempts: 20\nattempts: 30",
            "course.yaml:5: attempts: given before, on line 4; keep one.",
            id="a key given twice",
        ),
        pytest.param(
            "slug: resnet",
            "slug: tensors",
            "course.yaml:11: assignments[1].slug: 'tensors' is also the slug on line 7; allowed: each slug once.",
            id="a slug given twice",
        ),
        pytest.param(
            "slug: resnet",
            "slug: Res-Net",
            "course.yaml:11: assignments[1].slug: 'Res-Net' is not a slug; "
            "allowed: a-z, 0-9 and _, a letter first, since folders and modules are named after it.",
            id="a slug that cannot name a module",
        ),
        pytest.param(
            "runner: gpu",
            "runner: gpus",
            "course.yaml:15: assignments[1].runner: 'gpus' is not a runner; "
            "allowed: cpu, gpu. Did you mean `gpu`?",
            id="an unknown runner",
        ),
        pytest.param(
            "runner: cpu",
            "runner: 2",
            "course.yaml:3: runner: 2 is not a runner; allowed: cpu, gpu.",
            id="a wrong default, told once and not again where it is inherited",
        ),
        pytest.param(
            "weight: 1\n",
            "weight: -1\n",
            "course.yaml:8: assignments[0].weight: -1 is not a weight; allowed: a number above 0.",
            id="a negative weight",
        ),
        pytest.param(
            "weight: 1\n",
            "weight: .inf\n",
            "course.yaml:8: assignments[0].weight: inf is not a weight; allowed: a number above 0.",
            id="an infinite weight",
        ),
        pytest.param(
            "weight: 1\n",
            "weight: {tensors: 1}\n",
            "course.yaml:8: assignments[0].weight: a mapping is not a weight; allowed: a number above 0.",
            id="a weight that is a mapping",
        ),
        pytest.param(
            "weight: 1\n",
            "weight:\n",
            "course.yaml:8: assignments[0].weight: an empty value is not a weight; allowed: a number above 0.",
            id="a weight left out",
        ),
        pytest.param(
            "attempts: 20",
            "attempts: yes",
            "course.yaml:4: attempts: True is not a number of attempts; allowed: a whole number, 1 or more.",
            id="a YAML truth where a number belongs",
        ),
        pytest.param(
            "attempts: 20",
            "attempts: twenty",
            "course.yaml:4: attempts: 'twenty' is not a number of attempts; "
            "allowed: a whole number, 1 or more.",
            id="a word where a number belongs",
        ),
        pytest.param(
            "title: Deep learning",
            "title: 2027",
            "course.yaml:1: title: 2027 is not a text; allowed: one character or more.",
            id="a number where a text belongs",
        ),
        pytest.param(
            "penalty_per_day: 0.1",
            "penalty_per_day: 10",
            "course.yaml:5: late.penalty_per_day: 10 is not a share; allowed: a number from 0 to 1.",
            id="a penalty in percent",
        ),
        pytest.param(
            "late: {grace_minutes: 15, penalty_per_day: 0.1, max_days: 3}",
            "late: 3",
            "course.yaml:5: late: 3 is not a mapping; "
            "allowed: the keys grace_minutes, penalty_per_day, max_days.",
            id="a late policy that is a number",
        ),
        pytest.param(
            "time_zone: Europe/Paris",
            "time_zone: Europe/Pari",
            "course.yaml:2: time_zone: 'Europe/Pari' is not a time zone; "
            "allowed: IANA names, such as Europe/Paris. Did you mean `Europe/Paris`?",
            id="an unknown time zone",
        ),
        pytest.param(
            "2027-12-05T23:59:00+01:00",
            "2027-12-05T23:59",
            "course.yaml:14: assignments[1].due: '2027-12-05T23:59' has no offset from UTC; "
            "if it is the time in Europe/Paris, write 2027-12-05T23:59:00+01:00.",
            id="a winter moment without offset",
        ),
        pytest.param(
            "2027-09-13T09:00:00+02:00",
            "2027-09-13 09:00:00",
            "course.yaml:9: assignments[0].released: '2027-09-13 09:00:00' has no offset from UTC; "
            "if it is the time in Europe/Paris, write 2027-09-13T09:00:00+02:00.",
            id="a summer moment without offset",
        ),
        pytest.param(
            "2027-09-26T23:59:00+02:00",
            "2027-09-26",
            "course.yaml:10: assignments[0].due: '2027-09-26' is not a point in time; "
            "allowed: date, time and offset, such as 2027-09-27T18:00:00+02:00.",
            id="a date without time",
        ),
        pytest.param(
            "2027-09-26T23:59:00+02:00",
            "20270926",
            "course.yaml:10: assignments[0].due: 20270926 is not a point in time; "
            "allowed: date, time and offset, such as 2027-09-27T18:00:00+02:00.",
            id="a date that YAML takes for a number",
        ),
        pytest.param(
            "2027-09-26T23:59:00+02:00",
            "2027-09-13T07:00:00Z",
            "course.yaml:10: assignments[0].due: 2027-09-13T07:00:00+00:00 is not after `released`; "
            "allowed: a moment later than 2027-09-13T09:00:00+02:00.",
            id="due at the moment of release, in another offset",
        ),
        pytest.param(
            "[[0.60, 0], [0.755, 1]]",
            "[[0.755, 1], [0.60, 0]]",
            "course.yaml:18: assignments[1].bands.accuracy: 0.6 comes after 0.755; "
            "allowed: measured values that rise.",
            id="a band out of order",
        ),
        pytest.param(
            "[[0.60, 0], [0.755, 1]]",
            "[[0.60, 0]]",
            "course.yaml:18: assignments[1].bands.accuracy: a list is not a band; "
            "allowed: two or more pairs [measured, share], the share a number from 0 to 1.",
            id="a band of one pair",
        ),
        pytest.param(
            "{accuracy: [[0.60, 0], [0.755, 1]]}",
            "[[0.60, 0], [0.755, 1]]",
            "course.yaml:18: assignments[1].bands: a list is not a mapping; allowed: `name: value` pairs.",
            id="a band of nothing",
        ),
    ],
)
def test_a_wrong_value_is_told_with_line_key_and_what_is_allowed(old: str, new: str, said: str) -> None:
    assert complaint(instead(old, new)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "",
            "course.yaml:1: the file: an empty value is not a mapping; "
            "allowed: the keys title, time_zone, runner, attempts, late, assignments.",
            id="an empty file",
        ),
        pytest.param(
            "- tensors\n",
            "course.yaml:1: the file: a list is not a mapping; "
            "allowed: the keys title, time_zone, runner, attempts, late, assignments.",
            id="a list",
        ),
        pytest.param(
            GOOD[: GOOD.index("  - slug: tensors")].replace("assignments:", "assignments: tensors"),
            "course.yaml:6: assignments: 'tensors' is not a list; allowed: one `- ` entry per item.",
            id="assignments that are not a list",
        ),
        pytest.param(
            GOOD[: GOOD.index("  - slug: tensors")].replace("assignments:", "assignments: []"),
            "course.yaml:6: assignments: an empty list is not a course; allowed: one assignment or more.",
            id="no assignment",
        ),
        pytest.param(
            GOOD + "  - losses\n",
            "course.yaml:19: assignments[2]: 'losses' is not a mapping; allowed: the keys "
            "slug, weight, released, due, runner, attempts, late, training, bands.",
            id="an assignment that is only a name",
        ),
        pytest.param(
            "title: Deep learning: 2027\n",
            "course.yaml:1: this is not YAML: mapping values are not allowed here\n"
            "    Look here and one line above: indent with spaces, quote a text that holds `: ` or ` #`.",
            id="a colon in a bare text",
        ),
        pytest.param(
            "late:\n\tmax_days: 3\n",
            "course.yaml:2: this is not YAML: found character '\\t' that cannot start any token\n"
            "    Look here and one line above: indent with spaces, quote a text that holds `: ` or ` #`.",
            id="a tab",
        ),
        pytest.param(
            "title: x\n{{title}}: y\n",
            "course.yaml:2: this is not YAML: a key must be plain text\n"
            "    Look here and one line above: indent with spaces, quote a text that holds `: ` or ` #`.",
            id="a key that is a mapping",
        ),
        pytest.param(
            "title: !!python/name:os.system\n",
            "course.yaml:1: this is not YAML: could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/name:os.system'\n"
            "    Look here and one line above: indent with spaces, quote a text that holds `: ` or ` #`.",
            id="a Python object",
        ),
        pytest.param(
            "title: \a\n",
            "course.yaml: this is not YAML: unacceptable character #x0007: "
            'special characters are not allowed in "<unicode string>", position 7',
            id="a control character",
        ),
        pytest.param(
            "late: &late [*late]\n",
            "course.yaml: this is not YAML: maximum recursion depth exceeded",
            id="a value that holds itself",
        ),
    ],
)
def test_a_file_that_is_no_course_is_told_why(text: str, said: str) -> None:
    assert complaint(text) == said


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = instead("runner: gpu", "runner: gpus").replace("weight: 1\n", "weight: 0\n")
    text = text.replace("slug: resnet", "slug: tensors").replace("Europe/Paris", "Paris")
    text = text.replace("2027-09-13T09:00:00+02:00", "2027-09-13T09:00")
    assert complaint(text).splitlines() == [
        "course.yaml: 5 problems",
        "course.yaml:2: time_zone: 'Paris' is not a time zone; allowed: IANA names, such as Europe/Paris.",
        "course.yaml:8: assignments[0].weight: 0 is not a weight; allowed: a number above 0.",
        "course.yaml:9: assignments[0].released: '2027-09-13T09:00' has no offset from UTC; "
        "write it at the end, such as +02:00.",
        "course.yaml:11: assignments[1].slug: 'tensors' is also the slug on line 7; allowed: each slug once.",
        "course.yaml:15: assignments[1].runner: 'gpus' is not a runner; "
        "allowed: cpu, gpu. Did you mean `gpu`?",
    ]


def test_the_moment_an_error_offers_is_accepted_in_its_place() -> None:
    said = complaint(instead("2027-09-26T23:59:00+02:00", "2027-10-31T18:00"))
    offered = said.removesuffix(".").rpartition("write ")[2]
    course = load(instead("2027-09-26T23:59:00+02:00", offered))
    assert course.assignment("tensors").due == datetime(2027, 10, 31, 17, tzinfo=UTC)


def test_a_missing_file_is_told_by_its_path() -> None:
    with pytest.raises(InstructorError) as caught:
        load_course(Path("course.yml"))
    assert str(caught.value) == (
        "course.yml: cannot be read: No such file or directory\n"
        "    Name the course file, or run this in the folder that holds it."
    )


def test_a_file_in_another_encoding_is_told_to_be_saved_again() -> None:
    Path("course.yaml").write_bytes("title: Réseaux\n".encode("latin-1"))
    with pytest.raises(InstructorError) as caught:
        load_course(Path("course.yaml"))
    assert str(caught.value) == "course.yaml: is not UTF-8 text\n    Save it as UTF-8."


# The schema


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in (schema, *schema["$defs"].values()):
        yield from part["properties"].items()


def test_every_key_is_described_to_editors() -> None:
    assert [name for name, key in properties(course_schema()) if not key.get("description")] == []


def test_the_schema_lets_an_assignment_leave_out_what_the_course_gives() -> None:
    assert course_schema()["$defs"]["Assignment"]["required"] == ["slug", "weight", "released", "due"]


# Late submissions

POLICY = LatePolicy(grace_minutes=15, penalty_per_day=0.1, max_days=3)
DUE = datetime.fromisoformat("2027-09-26T23:59:00+02:00")


@pytest.mark.parametrize(
    ("late", "factor"),
    [
        (timedelta(days=-2), 1.0),
        (timedelta(0), 1.0),
        (timedelta(minutes=15), 1.0),
        (timedelta(minutes=15, seconds=1), 0.9),
        (timedelta(days=1), 0.9),
        (timedelta(days=1, seconds=1), 0.8),
        (timedelta(days=3), 0.7),
        (timedelta(days=3, seconds=1), 0.0),
    ],
)
def test_every_started_day_after_the_grace_costs_the_penalty(late: timedelta, factor: float) -> None:
    assert late_factor(POLICY, DUE, DUE + late) == factor


def test_a_score_never_falls_below_zero() -> None:
    harsh = LatePolicy(grace_minutes=0, penalty_per_day=0.5, max_days=7)
    assert late_factor(harsh, DUE, DUE + timedelta(days=5)) == 0.0


def test_without_late_days_only_the_grace_is_left() -> None:
    strict = LatePolicy(grace_minutes=15, penalty_per_day=0.1, max_days=0)
    assert late_factor(strict, DUE, DUE + timedelta(minutes=15)) == 1.0
    assert late_factor(strict, DUE, DUE + timedelta(minutes=16)) == 0.0


def test_submissions_are_late_by_the_clock_of_the_world() -> None:
    assert late_factor(POLICY, DUE, datetime(2027, 9, 26, 21, 59, tzinfo=UTC)) == 1.0
    assert late_factor(POLICY, DUE, datetime(2027, 9, 26, 23, 59, tzinfo=UTC)) == 0.9


def test_a_day_has_24_hours_when_the_clocks_change() -> None:
    paris = ZoneInfo("Europe/Paris")
    due = datetime(2027, 10, 30, 18, tzinfo=paris)
    assert late_factor(POLICY, due, datetime(2027, 10, 31, 17, tzinfo=paris)) == 0.9
    assert late_factor(POLICY, due, datetime(2027, 10, 31, 18, tzinfo=paris)) == 0.8


def test_a_submission_without_time_zone_is_refused() -> None:
    with pytest.raises(TypeError, match="offset-naive"):
        late_factor(POLICY, DUE, datetime(2027, 9, 26))


# Bands


@pytest.mark.parametrize(
    ("measured", "share"),
    [
        (0.0, 0.0),
        (0.60, 0.0),
        (0.65, 0.25),
        (0.70, 0.5),
        (0.75, 0.75),
        (0.80, 1.0),
        (0.99, 1.0),
        (math.inf, 1.0),
        (-math.inf, 0.0),
        (math.nan, 0.0),
    ],
)
def test_a_measured_number_earns_its_place_on_the_slope(measured: float, share: float) -> None:
    assert points_for(((0.60, 0.0), (0.70, 0.5), (0.80, 1.0)), measured) == pytest.approx(share)


def test_a_band_may_fall_where_less_is_better() -> None:
    loss = ((0.5, 1.0), (2.5, 0.0))
    assert [points_for(loss, x) for x in (0.1, 1.0, 3.0)] == [1.0, 0.75, 0.0]
