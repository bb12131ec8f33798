"""From what was measured to points."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.course import Band
from autograder.results import Outcome, Report, Verdict
from autograder.scoring import apply_bands

BAND: Band = ((0.6, 0.0), (0.7, 0.5), (0.8, 1.0))
BANDS = {"accuracy": BAND}


def outcome(verdict: Verdict = Verdict.PASSED, **measured: float) -> Outcome:
    points = 4.0 if verdict is Verdict.PASSED else 0.0
    return Outcome("learns", "fit", verdict, points, 4.0, measured=measured)


def report(*outcomes: Outcome) -> Report:
    return Report("nets", "nets-1", "9f86", "none", outcomes, ("a note",))


def points(found: Outcome, bands: Any = BANDS) -> float:
    (banded,) = apply_bands(report(found), bands).outcomes
    return banded.points


@pytest.mark.parametrize(
    ("accuracy", "earned"),
    [
        *((0.0, 0), (0.6, 0), (0.65, 1), (0.7, 2), (0.75, 3), (0.8, 4), (0.99, 4)),
        *((float("-inf"), 0), (float("inf"), 4), (float("nan"), 0)),
    ],
)
def test_points_rise_with_the_measured_number_between_the_edges_of_its_band(
    accuracy: float, earned: float
) -> None:
    assert points(outcome(accuracy=accuracy)) == earned


def test_points_are_rounded_to_hundredths() -> None:
    assert points(outcome(accuracy=0.6123)) == 0.25


def test_of_two_numbers_the_one_that_earns_least_counts() -> None:
    bands = {"accuracy": BAND, "steps": ((10.0, 1.0), (20.0, 0.0))}
    assert points(outcome(accuracy=0.8, steps=15.0), bands) == 2
    assert points(outcome(accuracy=0.65, steps=15.0), bands) == 1
    assert points(outcome(accuracy=0.65, steps=5.0), bands) == 1


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PASSED])
def test_a_check_that_did_not_pass_earns_nothing_whatever_it_measured(verdict: Verdict) -> None:
    assert points(outcome(verdict, accuracy=0.99)) == 0


def test_a_check_that_measured_nothing_the_bands_name_keeps_its_points() -> None:
    others = (outcome(), outcome(loss=0.1), outcome(Verdict.FAILED, loss=9.0))
    before = report(*others)
    assert apply_bands(before, BANDS) == before
    assert apply_bands(report(outcome(accuracy=0.1)), {}) == report(outcome(accuracy=0.1))


def test_bands_applied_twice_change_nothing_more() -> None:
    once = apply_bands(report(outcome(accuracy=0.65), outcome()), BANDS)
    assert apply_bands(once, BANDS) == once
    assert (once.score, once.possible) == (5, 8)


def test_a_new_band_is_applied_to_what_was_measured_and_not_to_the_old_points() -> None:
    once = apply_bands(report(outcome(accuracy=0.65)), BANDS)
    generous = apply_bands(once, {"accuracy": ((0.5, 0.0), (0.65, 1.0))})
    assert generous.score == 4
    assert generous.notes == once.notes
