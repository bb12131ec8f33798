"""The judge concludes: what passes, what fails and why, and what nobody may learn from it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import Bound, Check, Rule, Tolerance, check
from autograder.diagnose import LOOP_HINT, MUTATION_HINT, USE_HINT
from autograder.draw import Draw
from autograder.judge import behaves_like, judge, skip_after
from autograder.observation import Call, Ending, Frame, Observation, Stop, Value, plain
from autograder.results import Outcome, Verdict
from autograder.rules import Source

WRITTEN = Source("def f(x):\n    return x + 1\n")
DIED = Stop(Ending.DIED, message="the process was killed by SIGKILL")
LATE = Stop(Ending.TIMEOUT, message="no answer within 10 s")


@dataclass
class Recorded:
    """The other side of the comparison, the same for every seed unless `by_seed` says otherwise."""

    want: Observation
    by_seed: Mapping[int, Observation] = field(default_factory=dict)
    mutants: Mapping[str, Observation] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def observation(self, check: Check, seed: int) -> Observation:
        """What the reference does."""
        return self.by_seed.get(seed, self.want)

    def mistakes(self, check: Check, seed: int) -> Mapping[str, Observation]:
        """What the mutants do."""
        return self.mutants


def claim(**options: Any) -> Check:
    """A check of `f` called `is_right`, worth two points."""
    rule, hidden = options.pop("rule", None), options.pop("hidden", False)

    def is_right(impl: Any, draw: Draw) -> dict[str, Any]:
        """The result is right."""
        return {}

    return replace(check("f", points=2, **options)(is_right), rule=rule, hidden=hidden)


def saw(**values: Any) -> Observation:
    return Observation({name: plain(value) for name, value in values.items()}, seconds=0.5)


def stopped(ending: Ending, kind: str = "", message: str = "", *frames: Frame) -> Observation:
    return Observation(None, Stop(ending, kind, message, frames))


def conclude(got: Observation, want: Observation, source: Source = WRITTEN, **options: Any) -> Outcome:
    return judge(claim(**options), {1: got}, Recorded(want), source)


def ending(outcome: Outcome) -> tuple[Verdict, float, str, str]:
    return outcome.verdict, outcome.points, outcome.message, outcome.hint


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


# Known mistakes

MISTAKES = {"forgets_eps": saw(x=2.0), "forgets_mean": saw(x=2.0), "swaps_axes": saw(x=3.0)}
HINTS = {"forgets_eps": "Where is eps?", "forgets_mean": "Where is the mean?", "swaps_axes": "Which axis?"}


def with_mistakes(got: Observation, **names: tuple[str, ...]) -> tuple[str, str]:
    expected = Recorded(saw(x=1.0), mutants=MISTAKES, hints=HINTS, names=names)
    outcome = judge(claim(), {1: got}, expected, WRITTEN)
    return outcome.mutant, outcome.hint


def test_a_known_mistake_gives_its_hint() -> None:
    assert with_mistakes(saw(x=3.0)) == ("swaps_axes", "Which axis?")


def test_of_two_that_look_alike_the_one_that_names_the_check_speaks() -> None:
    assert with_mistakes(saw(x=2.0), forgets_mean=("is_right",)) == ("forgets_mean", "Where is the mean?")


def test_of_two_that_name_the_check_the_first_speaks() -> None:
    both = {"forgets_mean": ("is_right",), "forgets_eps": ("is_right",)}
    assert with_mistakes(saw(x=2.0), **both) == ("forgets_eps", "Where is eps?")


def test_two_that_look_alike_and_name_other_checks_keep_silent() -> None:
    assert with_mistakes(saw(x=2.0), forgets_mean=("another",)) == ("", "Every value is 2 times too large.")


def test_a_mistake_must_match_within_the_tolerance() -> None:
    assert with_mistakes(saw(x=3.0 + 1e-6))[0] == ""
    assert with_mistakes(saw(x=3.0 + 1e-10)) == ("swaps_axes", "Which axis?")


def test_a_mistake_that_raises_is_recognised_by_class_and_message_without_addresses() -> None:
    def raised(message: str) -> Observation:
        return stopped(Ending.RAISED, "TypeError", message)

    made = claim()
    assert behaves_like(raised("<f at 0x7f12>"), raised("<f at 0x9e>"), made)
    assert not behaves_like(raised("one"), raised("other"), made)
    assert not behaves_like(raised("one"), stopped(Ending.RAISED, "ValueError", "one"), made)
    assert not behaves_like(raised("one"), saw(x=1), made)
    assert not behaves_like(saw(x=1), raised("one"), made)


def test_a_timeout_is_like_a_timeout_whatever_the_clock_said() -> None:
    late = stopped(Ending.TIMEOUT, "", "no answer within 3 s")
    assert behaves_like(Observation(None, LATE), late, claim())


def test_what_has_neither_values_nor_a_reason_behaves_like_nothing() -> None:
    assert not behaves_like(Observation(None), Observation(None), claim())


def test_a_mistake_that_changes_its_input_is_recognised_by_it() -> None:
    changed = replace(saw(x=1.0), mutated=("`x` of `f`",))
    expected = Recorded(
        saw(x=1.0), mutants={"works_in_place": changed}, hints={"works_in_place": "Copy first."}
    )
    assert judge(claim(), {1: changed}, expected, WRITTEN).hint == "Copy first."
    assert (
        judge(claim(), {1: replace(changed, mutated=("`y` of `f`",))}, expected, WRITTEN).hint
        == MUTATION_HINT
    )


def test_an_unwritten_exercise_is_no_known_mistake() -> None:
    unwritten = stopped(Ending.NOT_WRITTEN, "NotImplementedError", "f is not written yet")
    expected = Recorded(saw(x=1.0), mutants={"calls_a_stub": unwritten}, hints={"calls_a_stub": "No."})
    assert judge(claim(), {1: unwritten}, expected, WRITTEN).mutant == ""


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
    assert conclude(saw(loss=0.8), saw(loss=0.3), bounds=LOW, hidden=True).message == "loss: out of range"


def test_a_hidden_check_names_the_pattern_and_not_the_operator() -> None:
    got = replace(saw(x=1), calls=(Call("f", {"aten::cdist_0_8125": 1}),))
    outcome = conclude(got, saw(x=1), rule=Rule("Write it out.", operators=("aten::cdist*",)), hidden=True)
    assert outcome.message == "runs the operator `aten::cdist*`"


def test_a_reference_that_stops_on_a_hidden_check_says_only_how() -> None:
    want = stopped(Ending.RAISED, "ValueError", "labels [0, 3, 1] out of range")
    assert conclude(saw(x=1), want, hidden=True).message == "the reference itself stopped: ValueError"


def test_a_hidden_check_still_gives_the_hint_of_a_known_mistake() -> None:
    expected = Recorded(saw(x=1.0), mutants=MISTAKES, hints=HINTS)
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
