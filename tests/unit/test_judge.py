"""The judge concludes: what passes, what fails and why."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from judging import WRITTEN, Recorded, claim, conclude, ending, saw, stopped

from autograder.checks import Check, Rule, Tolerance
from autograder.diagnose import MUTATION_HINT, USE_HINT
from autograder.judge import judge, skip_after
from autograder.observation import Ending, Frame, Observation, Stop
from autograder.results import Outcome, Verdict
from autograder.rules import Source

DIED = Stop(Ending.DIED, message="the process was killed by SIGKILL")
LATE = Stop(Ending.TIMEOUT, message="no answer within 10 s")


# Passing


def test_the_same_values_pass() -> None:
    outcome = conclude(saw(x=torch.ones(2)), saw(x=torch.ones(2)))
    assert outcome == Outcome(
        check="is_right",
        exercise="f",
        verdict=Verdict.PASSED,
        points=2,
        possible=2,
        claim="The result is right.",
        seconds=0.5,
    )


def test_no_observation_is_no_pass() -> None:
    with pytest.raises(ValueError, match=r"^`is_right` was judged without an observation$"):
        judge(claim(), {}, Recorded(saw(x=1)), WRITTEN)


def test_an_observation_without_values_is_no_pass() -> None:
    assert ending(conclude(Observation(None), saw(x=1))) == (Verdict.FAILED, 0, "x: is missing", "")
    assert ending(conclude(saw(), saw(x=1))) == (Verdict.FAILED, 0, "x: is missing", "")


@pytest.mark.parametrize("want", [Observation(None), saw()])
def test_a_probe_that_sees_nothing_of_the_reference_is_our_fault(want: Observation) -> None:
    for got in (Observation(None), saw(), saw(x=1)):
        assert ending(conclude(got, want)) == (Verdict.INTERNAL, 0, "the probe returned nothing", "")


def test_a_reference_that_stops_is_our_fault_whatever_the_student_did() -> None:
    want = stopped(Ending.RAISED, "KeyError", "'w'")
    for got in (saw(x=1), want, stopped(Ending.NOT_WRITTEN, "", "f is not written yet")):
        assert ending(conclude(got, want)) == (
            Verdict.INTERNAL,
            0,
            "the reference itself stopped: KeyError: 'w'",
            "",
        )


def test_every_seed_must_pass() -> None:
    right, wrong = saw(x=1), saw(x=2)
    for order in ((right, right, wrong), (wrong, right, right), (right, wrong, right)):
        outcome = judge(claim(), dict(enumerate(order)), Recorded(right), WRITTEN)
        assert ending(outcome)[:3] == (Verdict.FAILED, 0, "x: got 2, expected 1")


def test_the_seconds_of_all_seeds_are_added() -> None:
    assert judge(claim(), {1: saw(x=1), 2: saw(x=1)}, Recorded(saw(x=1)), WRITTEN).seconds == 1.0


@given(st.floats() | st.floats().map(lambda v: torch.tensor([v, 1.0], dtype=torch.float64)))
def test_nothing_passes_by_being_not_a_number(value: Any) -> None:
    nan = torch.full_like(value, math.nan) if isinstance(value, torch.Tensor) else math.nan
    outcome = conclude(saw(x=nan), saw(x=value))
    has_nan = bool(torch.as_tensor(value).isnan().all())
    assert (outcome.verdict is Verdict.PASSED) == has_nan


# Failing


def test_a_difference_is_told_with_a_generic_hint() -> None:
    outcome = conclude(saw(x=torch.tensor([2.0, 6.0])), saw(x=torch.tensor([1.0, 3.0])))
    assert ending(outcome) == (
        Verdict.FAILED,
        0,
        "x: 2 of 2 values differ; largest gap at [1]: got 6, expected 3 (off by 3, tolerance 1e-05)",
        "Every value is 2 times too large.",
    )


def test_the_tolerance_of_the_check_is_used() -> None:
    loose = Tolerance(0.1, 0.0, "ten percent")
    assert conclude(saw(x=1.05), saw(x=1.0)).verdict is Verdict.FAILED
    assert conclude(saw(x=1.05), saw(x=1.0), tolerance=loose).verdict is Verdict.PASSED


def test_the_same_answer_for_every_seed_is_told_before_any_ratio() -> None:
    seen = {1: saw(x=2.0), 2: saw(x=2.0)}
    expected = Recorded(saw(x=1.0), by_seed={2: saw(x=3.0)})
    assert judge(claim(), seen, expected, WRITTEN).hint == (
        "The answer is the same for every input: it must be computed from the arguments."
    )


def test_changing_an_input_fails_even_with_the_right_values() -> None:
    got = replace(saw(x=1), mutated=("`x` of `f`", "`y` of `f`"))
    assert ending(conclude(got, saw(x=1))) == (
        Verdict.FAILED,
        0,
        "changed its input: `x` of `f`, `y` of `f`",
        MUTATION_HINT,
    )


def test_changing_an_input_is_fine_where_the_reference_does() -> None:
    got = replace(saw(x=1), mutated=("`x` of `f`",))
    assert conclude(got, got).verdict is Verdict.PASSED
    assert conclude(saw(x=1), got).verdict is Verdict.PASSED


# Not written


@pytest.mark.parametrize("body", ["pass", "...", "return None", '"""Only a docstring."""'])
@pytest.mark.parametrize(
    "got",
    [saw(x=None), stopped(Ending.RAISED, "TypeError", "cannot unpack non-iterable NoneType object")],
    ids=["comes back", "stumbles"],
)
def test_a_body_that_does_nothing_is_not_written(body: str, got: Observation) -> None:
    source = Source(f"def f(x):\n    {body}\n")
    assert ending(conclude(got, saw(x=1), source)) == (Verdict.SKIPPED, 0, "f is not written yet", "")


@pytest.mark.parametrize("name", ["f", "g", "Adam.step"])
def test_a_stub_says_itself_which_exercise_is_not_written(name: str) -> None:
    got = stopped(Ending.NOT_WRITTEN, "NotImplementedError", f"{name} is not written yet")
    assert ending(conclude(got, saw(x=1))) == (Verdict.SKIPPED, 0, f"{name} is not written yet", "")


def test_code_that_returns_nothing_is_written_all_the_same() -> None:
    source = Source("def f(x):\n    x + 1\n")
    assert ending(conclude(saw(x=None), saw(x=1.5), source)) == (
        Verdict.FAILED,
        0,
        "x: got None, expected the float 1.5",
        "Nothing came back: is a `return` missing?",
    )


def test_an_unwritten_exercise_breaks_no_rule() -> None:
    source = Source(
        "def f(x):\n    for i in x: pass\n    raise NotImplementedError('f is not written yet')\n"
    )
    got = stopped(Ending.NOT_WRITTEN, "NotImplementedError", "f is not written yet")
    assert conclude(got, saw(x=1), source, rule=Rule("No loop.", loops=True)).verdict is Verdict.SKIPPED


# Stopping


def test_an_exception_is_told_with_the_students_last_line() -> None:
    frames = Frame(3, "f", "return g(x)"), Frame(7, "g", "return x / 0")
    got = stopped(Ending.RAISED, "ZeroDivisionError", "division by zero", *frames)
    source = Source(WRITTEN.text, frame_place=lambda line: f"cell 2, line {line}")
    assert ending(conclude(got, saw(x=1), source)) == (
        Verdict.ERROR,
        0,
        "ZeroDivisionError: division by zero\ncell 2, line 7, in `g`: `return x / 0`",
        "",
    )


def test_an_exception_outside_the_students_lines_says_so() -> None:
    got = stopped(Ending.RAISED, "TypeError", "f() takes 1 positional argument but 2 were given")
    assert ending(conclude(got, saw(x=1))) == (
        Verdict.ERROR,
        0,
        "TypeError: f() takes 1 positional argument but 2 were given",
        USE_HINT,
    )


def test_an_exception_without_message_is_its_class() -> None:
    assert conclude(stopped(Ending.RAISED, "AssertionError"), saw(x=1)).message == "AssertionError"


def test_a_process_that_died_is_an_error_and_one_that_runs_on_a_timeout() -> None:
    assert ending(conclude(Observation(None, DIED), saw(x=1))) == (
        Verdict.ERROR,
        0,
        "the process was killed by SIGKILL",
        "",
    )
    assert ending(conclude(Observation(None, LATE), saw(x=1))) == (
        Verdict.TIMEOUT,
        0,
        "no answer within 10 s",
        "Look for a loop that never ends, or for slow Python loops.",
    )


# Checks that build on each other


def outcome(name: str, verdict: Verdict, message: str = "m") -> Outcome:
    points = 1.0 if verdict is Verdict.PASSED else 0.0
    return Outcome(name, "f", verdict, points, 1.0, message=message, hint="h", mutant="x")


def after(*pairs: tuple[str, str]) -> dict[str, Check]:
    return {name: replace(claim(), name=name, after=needs) for name, needs in pairs}


@pytest.mark.parametrize("verdict", [Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT, Verdict.SKIPPED])
@pytest.mark.parametrize("then", [Verdict.FAILED, Verdict.ERROR, Verdict.TIMEOUT])
def test_a_check_waits_for_the_one_it_comes_after(verdict: Verdict, then: Verdict) -> None:
    checks = after(("runs_at_all", ""), ("is_fast", "runs_at_all"))
    first, second = skip_after([outcome("runs_at_all", verdict), outcome("is_fast", then)], checks)
    assert first == outcome("runs_at_all", verdict)
    assert second == replace(
        outcome("is_fast", Verdict.SKIPPED), message="waits for `runs at all`", hint="", mutant=""
    )


@pytest.mark.parametrize("then", [Verdict.PASSED, Verdict.SKIPPED, Verdict.INTERNAL])
def test_a_check_that_passed_or_says_why_it_could_not_run_keeps_its_outcome(then: Verdict) -> None:
    checks = after(("a", ""), ("b", "a"))
    assert skip_after([outcome("a", Verdict.FAILED), outcome("b", then)], checks)[1] == outcome("b", then)


@pytest.mark.parametrize("verdict", [Verdict.PASSED, Verdict.INTERNAL])
def test_nothing_waits_for_a_check_that_passed_or_was_our_fault(verdict: Verdict) -> None:
    checks = after(("a", ""), ("b", "a"))
    outcomes = outcome("a", verdict), outcome("b", Verdict.FAILED)
    assert skip_after(outcomes, checks) == outcomes


def test_a_chain_waits_link_by_link() -> None:
    checks = after(("a", ""), ("b", "a"), ("c", "b"))
    found = skip_after([outcome(name, Verdict.FAILED) for name in "abc"], checks)
    assert [o.message for o in found] == ["m", "waits for `a`", "waits for `b`"]


def test_a_check_whose_predecessor_was_not_run_keeps_its_outcome() -> None:
    checks = after(("a", ""), ("b", "a"))
    assert skip_after([outcome("b", Verdict.FAILED)], checks) == (outcome("b", Verdict.FAILED),)
