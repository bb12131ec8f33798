"""What the judge measures, and which rules it holds an exercise to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
import torch
from judging import WRITTEN, Recorded, claim, conclude, ending, saw

from autograder.checks import Bound, Rule
from autograder.diagnose import LOOP_HINT
from autograder.draw import Draw
from autograder.judge import judge
from autograder.observation import Call, Observation
from autograder.results import Verdict
from autograder.rules import Source

# Bounds and measures

LOW = {"loss": Bound(high=0.5, reason="ten seeds")}


@pytest.mark.parametrize("loss", [0.5, 0.1, torch.tensor(0.25), torch.tensor([0.25]), True - 1, -math.inf])
def test_a_number_within_its_bound_passes_whatever_the_reference_got(loss: Any) -> None:
    outcome = conclude(saw(loss=loss), saw(loss=0.3), bounds=LOW)
    assert outcome.verdict is Verdict.PASSED
    assert outcome.measured == {"loss": float(loss)}


@pytest.mark.parametrize(
    ("loss", "message"),
    [
        (0.51, "loss: got 0.51, expected at most 0.5"),
        (math.nan, "loss: got nan, expected at most 0.5"),
        (10**400, "loss: got inf, expected at most 0.5"),
        (torch.zeros(2), "loss: is not a number"),
        (torch.tensor(0.1 + 0j), "loss: is not a number"),
        ("0.1", "loss: is not a number"),
        (None, "loss: is not a number"),
    ],
)
def test_a_number_out_of_bound_fails(loss: Any, message: str) -> None:
    assert ending(conclude(saw(loss=loss), saw(loss=0.3), bounds=LOW))[:3] == (Verdict.FAILED, 0, message)


def test_a_missing_number_is_out_of_bound() -> None:
    assert conclude(saw(x=1), saw(x=1, loss=0.3), bounds=LOW).message == "loss: is not a number"


def test_both_sides_of_a_bound_hold() -> None:
    bounds = {"r": Bound(low=0.9, high=1.1, reason="ten seeds")}
    assert conclude(saw(r=0.8), saw(r=1.0), bounds=bounds).message == "r: got 0.8, expected at least 0.9"
    assert conclude(saw(r=1.2), saw(r=1.0), bounds=bounds).message == "r: got 1.2, expected at most 1.1"
    assert conclude(saw(r=math.nan), saw(r=1.0), bounds=bounds).message == "r: got nan, expected at least 0.9"


def test_values_without_a_bound_are_compared_first() -> None:
    outcome = conclude(saw(loss=9.0, shape=(2,)), saw(loss=0.3, shape=(3,)), bounds=LOW)
    assert outcome.message == "shape[0]: got 2, expected 3"
    assert outcome.measured == {"loss": 9.0}


def test_a_number_of_one_seed_does_not_stand_in_for_that_of_another() -> None:
    seen = {1: saw(loss=0.1), 2: saw(loss="none")}
    assert judge(claim(bounds=LOW), seen, Recorded(saw(loss=0.3)), WRITTEN).message == "loss: is not a number"


def share_right(values: Mapping[str, Any], draw: Draw) -> dict[str, float]:
    """The accuracy of five predictions against labels that only the judge draws."""
    labels = draw.integers(0, 3, 5)
    return {"accuracy": float((values["predictions"] == labels).double().mean())}


MEASURED: dict[str, Any] = {
    "measure": share_right,
    "bounds": {"accuracy": Bound(low=0.8, reason="ten seeds")},
}
LABELS = Draw(1).integers(0, 3, 5)
REFERENCE = saw(predictions=torch.zeros(5, dtype=torch.int64))


def test_predictions_are_measured_and_not_compared() -> None:
    outcome = conclude(saw(predictions=LABELS), REFERENCE, **MEASURED)
    assert (outcome.verdict, outcome.measured) == (Verdict.PASSED, {"accuracy": 1.0})


def test_a_measured_number_out_of_bound_fails_and_is_kept() -> None:
    outcome = conclude(saw(predictions=(LABELS + 1) % 3), REFERENCE, **MEASURED)
    assert outcome.message == "accuracy: got 0, expected at least 0.8"
    assert outcome.measured == {"accuracy": 0.0}


@pytest.mark.parametrize(
    ("predictions", "message"),
    [
        (LABELS.reshape(5, 1), "predictions: got shape (5, 1), expected (5,)"),
        (LABELS.double(), "predictions: got float64, expected int64"),
        (LABELS.tolist(), "predictions: got a list of 5, expected a int64 tensor of shape (5,)"),
        (None, "predictions: got None, expected a int64 tensor of shape (5,)"),
    ],
)
def test_predictions_of_another_form_are_told_and_not_measured(predictions: Any, message: str) -> None:
    outcome = conclude(saw(predictions=predictions), REFERENCE, **MEASURED)
    assert (outcome.verdict, outcome.message, outcome.measured) == (Verdict.FAILED, message, {})


def test_a_forged_number_is_no_measurement() -> None:
    outcome = conclude(saw(accuracy=1.0), REFERENCE, **MEASURED)
    assert (outcome.verdict, outcome.message, outcome.measured) == (
        Verdict.FAILED,
        "predictions: is missing",
        {},
    )
    forged = saw(predictions=(LABELS + 1) % 3, accuracy=1.0)
    assert conclude(forged, REFERENCE, **MEASURED).measured == {"accuracy": 0.0}


def test_a_measure_that_raises_leaves_the_number_out_of_bound() -> None:
    def divides(values: Mapping[str, Any], draw: Draw) -> dict[str, float]:
        return {"accuracy": 1 / values["n"]}

    options = {"measure": divides, "bounds": MEASURED["bounds"]}
    assert conclude(saw(n=0), saw(n=1), **options).message == "accuracy: is not a number"
    assert conclude(saw(n=0, accuracy=1.0), saw(n=1), **options).verdict is Verdict.FAILED


# Rules and vectorised checks


def called(*totals: int, name: str = "f") -> Observation:
    return replace(saw(x=1), calls=tuple(Call(name, {"aten::add": total}) for total in totals))


def test_a_broken_rule_is_told_with_its_place_and_its_reason_before_any_value() -> None:
    source = Source("def f(x):\n    for i in x: pass\n", lambda line: f"cell 4, line {line}")
    outcome = conclude(saw(x=9), saw(x=1), source, rule=Rule("One operation is enough.", loops=True))
    assert ending(outcome) == (
        Verdict.FAILED,
        0,
        "uses a Python loop (cell 4, line 2)",
        "One operation is enough.",
    )


def test_an_excluded_operator_is_found_in_the_trace() -> None:
    got = replace(saw(x=1), calls=(Call("", {"aten::_cdist_forward": 1}),))
    rule = Rule("Write it out.", operators=("aten::convolution", "aten::_cdist*"))
    assert ending(conclude(got, saw(x=1), rule=rule)) == (
        Verdict.FAILED,
        0,
        "runs the operator `aten::_cdist_forward`",
        "Write it out.",
    )
    assert conclude(called(1), saw(x=1), rule=rule).verdict is Verdict.PASSED


def test_operators_that_grow_with_the_input_fail() -> None:
    outcome = conclude(called(4, 9), called(3, 3), vectorised=True)
    assert ending(outcome) == (
        Verdict.FAILED,
        0,
        "needs 4 tensor operations on a small input and 9 on a large one",
        LOOP_HINT,
    )


@pytest.mark.parametrize("totals", [(4, 4), (4, 3), (90, 90), (4, 9, 4), (0, 0)])
def test_operators_that_do_not_grow_pass(totals: tuple[int, ...]) -> None:
    assert conclude(called(*totals), called(*[3] * len(totals)), vectorised=True).verdict is Verdict.PASSED


@pytest.mark.parametrize("want", [called(), called(3), called(3, 3, name="g"), called(3, 3, name="")])
def test_a_vectorised_check_that_calls_its_exercise_less_than_twice_is_our_fault(want: Observation) -> None:
    assert ending(conclude(called(3, 3), want, vectorised=True)) == (
        Verdict.INTERNAL,
        0,
        "a vectorised check must call its exercise at least twice",
        "",
    )


@pytest.mark.parametrize("got", [called(), called(3), called(3, 3, 3), called(3, 3, name="g")])
def test_calls_that_could_not_be_watched_are_no_excuse(got: Observation) -> None:
    watched = sum(call.name == "f" for call in got.calls)
    assert ending(conclude(got, called(3, 3), vectorised=True)) == (
        Verdict.FAILED,
        0,
        f"2 calls were made, {watched} could be watched",
        "Define `f` with `def`, as in the stub.",
    )


def test_wrong_values_are_told_before_growing_operators() -> None:
    got = replace(called(4, 9), values={"x": 2})
    assert conclude(got, called(3, 3), vectorised=True).message == "x: got 2, expected 1"
