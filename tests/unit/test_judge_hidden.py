"""An observation may be forged: nobody learns from a hidden check, and nothing stops the judge."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
import torch
from judging import WRITTEN, Recorded, claim, conclude, saw, stopped

from autograder.checks import Bound, Rule
from autograder.judge import judge
from autograder.observation import Call, Ending, Frame, Observation, Value
from autograder.results import Verdict

# Hidden checks

SECRET = "0.8125"
SECRET_FRAME = Frame(7, f"leak_{SECRET}", f"raise ValueError({SECRET})")


@pytest.mark.parametrize(
    ("got", "verdict", "message"),
    [
        (saw(x=0.8125), Verdict.FAILED, "x: wrong values"),
        (saw(x="0.8125"), Verdict.FAILED, "x: wrong type"),
        (saw(x=torch.full((3,), 0.8125)), Verdict.FAILED, "x: wrong shape"),
        (saw(x=math.nan), Verdict.FAILED, "x: wrong NaN"),
        (saw(x=1.5, leak_0_8125=1), Verdict.FAILED, "came back with other names than the check asked for"),
        (saw(y=0.8125), Verdict.FAILED, "came back with other names than the check asked for"),
        (replace(saw(x=1.5), mutated=(f"`{SECRET}` of `f`",)), Verdict.FAILED, "changed its input"),
        (stopped(Ending.RAISED, "ValueError", SECRET, SECRET_FRAME), Verdict.ERROR, "ValueError (line 7)"),
        (stopped(Ending.RAISED, f"Leak{SECRET}", SECRET), Verdict.ERROR, "an exception"),
        (stopped(Ending.RAISED, "print", SECRET), Verdict.ERROR, "an exception"),
        (stopped(Ending.DIED, "", SECRET), Verdict.ERROR, "its process ended"),
        (stopped(Ending.TIMEOUT, "", SECRET), Verdict.TIMEOUT, "no answer in time"),
        (
            stopped(Ending.NOT_WRITTEN, "", f"{SECRET} is not written yet"),
            Verdict.SKIPPED,
            "an exercise it builds on is not written yet",
        ),
        (stopped(Ending.NOT_WRITTEN, "", "f is not written yet"), Verdict.SKIPPED, "f is not written yet"),
        (
            stopped(Ending.NOT_WRITTEN, "", f"f.{SECRET} is not written yet"),
            Verdict.SKIPPED,
            "f is not written yet",
        ),
    ],
)
def test_a_hidden_check_repeats_nothing_that_its_probe_knew(
    got: Observation, verdict: Verdict, message: str
) -> None:
    outcome = conclude(got, saw(x=1.5), hidden=True)
    assert (outcome.verdict, outcome.message, outcome.hidden) == (verdict, message, True)
    assert SECRET not in outcome.hint


@pytest.mark.parametrize("want", [37.0, 37, torch.full((3,), 37.0), torch.full((3,), 37)])
def test_a_hidden_check_gives_no_hint_with_a_number_in_it(want: Any) -> None:
    got = torch.ones_like(want) if isinstance(want, torch.Tensor) else type(want)(1)
    assert "37" in conclude(saw(x=got), saw(x=want)).hint or "36" in conclude(saw(x=got), saw(x=want)).hint
    assert conclude(saw(x=got), saw(x=want), hidden=True).hint == ""


def test_a_hidden_bound_says_neither_the_number_nor_the_limit() -> None:
    assert (
        conclude(
            saw(loss=0.8), saw(loss=0.3), bounds={"loss": Bound(high=0.5, reason="ten seeds")}, hidden=True
        ).message
        == "loss: out of range"
    )


def test_a_hidden_check_names_the_pattern_and_not_the_operator() -> None:
    got = replace(saw(x=1), calls=(Call("f", {"aten::cdist_0_8125": 1}),))
    outcome = conclude(got, saw(x=1), rule=Rule("Write it out.", operators=("aten::cdist*",)), hidden=True)
    assert outcome.message == "runs the operator `aten::cdist*`"


def test_a_reference_that_stops_on_a_hidden_check_says_only_how() -> None:
    want = stopped(Ending.RAISED, "ValueError", "labels [0, 3, 1] out of range")
    assert conclude(saw(x=1), want, hidden=True).message == "the reference itself stopped: ValueError"


def test_a_hidden_check_still_gives_the_hint_of_a_known_mistake() -> None:
    expected = Recorded(saw(x=1.0), mutants={"swaps_axes": saw(x=3.0)}, hints={"swaps_axes": "Which axis?"})
    assert judge(claim(hidden=True), {1: saw(x=3.0)}, expected, WRITTEN).hint == "Which axis?"


# Whatever comes back


ODD: list[Value] = [
    None,
    True,
    2**2000,
    -(2**2000),
    math.inf,
    "x" * 4000,
    [],
    {},
    {"a": [1, 2]},
    (torch.zeros(2, 2),),
    torch.empty(0),
    torch.tensor(3, dtype=torch.uint64),
    torch.tensor(3.0).to(torch.float8_e4m3fn),
    torch.tensor([3 + 1j]),
    torch.zeros(2**20, 1),
    torch.zeros(1, 2**20),
    torch.zeros((1,) * 60),
    torch.zeros(3, dtype=torch.bool),
]


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize(
    "want", [1.0, 7, True, "word", torch.ones(2**20 + 1), torch.ones(2, 3), [1, 2], {"a": 1.0}]
)
def test_nothing_that_comes_back_can_stop_the_judge_or_pass_for_something_else(
    want: Any, hidden: bool
) -> None:
    for got in ODD:
        if got is True and want is True:
            continue
        outcome = judge(claim(hidden=hidden), {1: Observation({"x": got})}, Recorded(saw(x=want)), WRITTEN)
        assert outcome.verdict is Verdict.FAILED
