"""A training run is concluded from what it brought back and what stayed outside, and from nothing else."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
import torch
from judging import WRITTEN, claim, ending, saw, stopped

from autograder.checks import Bound, Check
from autograder.draw import Draw
from autograder.judge import judge_training, luggage
from autograder.observation import Ending, Frame, Observation
from autograder.results import Outcome, Verdict
from autograder.rules import Source
from autograder.training import MAX_COMPRESSED, Material, Training

LABELS = torch.tensor([0, 1, 2, 1, 0])
HINT = "Does the loss fall?"


def share_right(values: Mapping[str, Any], outside: Mapping[str, torch.Tensor]) -> dict[str, float]:
    return {"accuracy": float((values["predictions"] == outside["labels"]).double().mean())}


def never(draw: Draw, device: str) -> Material:
    raise AssertionError("the judge makes no material")


USUAL = {"accuracy": Bound(low=0.6, reason="ten seeds", hint=HINT)}


def run_of(
    measure: Callable[..., Any] = share_right, bounds: Mapping[str, Bound] = USUAL, *, hidden: bool = False
) -> Check:
    return claim(trains=Training(never), measure=measure, bounds=bounds, seconds=9.0, hidden=hidden)


def conclude(got: Observation, check: Check | None = None, source: Source = WRITTEN) -> Outcome:
    return judge_training(check or run_of(), got, {"labels": LABELS}, source)


def right(count: int) -> Observation:
    """So many predictions of five are right."""
    return saw(predictions=torch.cat([LABELS[:count], LABELS[count:] + 1]))


@pytest.mark.parametrize("count", [3, 4, 5])
def test_a_number_within_its_bound_passes_with_all_points(count: int) -> None:
    outcome = conclude(right(count))
    assert (outcome.verdict, outcome.points, outcome.message, outcome.hint) == (Verdict.PASSED, 2, "", "")
    assert outcome.measured == {"accuracy": count / 5}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_number_outside_fails_with_the_hint_of_its_bound_and_is_kept(count: int) -> None:
    outcome = conclude(right(count))
    message = f"accuracy: got {count / 5:g}, expected at least 0.6"
    assert ending(outcome) == (Verdict.FAILED, 0, message, HINT)
    assert outcome.measured == {"accuracy": count / 5}


def test_every_bound_must_hold_and_the_first_that_does_not_is_told() -> None:
    bounds = {
        "accuracy": Bound(low=0.6, reason="ten seeds"),
        "gap": Bound(high=0.1, reason="ten seeds", hint="It learns by heart."),
        "size": Bound(high=9, reason="ten seeds", hint="It is large."),
    }
    check = run_of(lambda values, outside: {"accuracy": 1.0, "gap": 0.5, "size": 99}, bounds)
    expected = (Verdict.FAILED, 0, "gap: got 0.5, expected at most 0.1", "It learns by heart.")
    assert ending(conclude(saw(), check)) == expected


def test_a_hidden_run_tells_no_number() -> None:
    outcome = conclude(right(0), run_of(hidden=True))
    assert ending(outcome) == (Verdict.FAILED, 0, "accuracy: out of range", HINT)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"predictions": None},
        {"predictions": [0, 1, 2, 1, 0]},
        {"predictions": torch.zeros(4, dtype=torch.int64)},
        {"predictions": "01210"},
        {"accuracy": 1.0},
        {"passed": True, "verdict": "passed", "accuracy": 1.0},
    ],
    ids=repr,
)
def test_what_cannot_be_measured_fails_and_a_forged_number_is_no_measurement(values: dict[str, Any]) -> None:
    outcome = conclude(saw(**values))
    assert ending(outcome) == (Verdict.FAILED, 0, "accuracy: is not a number", HINT)
    assert outcome.measured == {}


@pytest.mark.parametrize(
    ("bound", "message"),
    [
        (Bound(low=0.0, reason="x"), "accuracy: got nan, expected at least 0"),
        (Bound(high=1.0, reason="x"), "accuracy: got nan, expected at most 1"),
        (Bound(low=0.0, high=1.0, reason="x"), "accuracy: got nan, expected at least 0"),
    ],
    ids=["low", "high", "both"],
)
def test_nan_is_in_no_bound(bound: Bound, message: str) -> None:
    outcome = conclude(right(5), run_of(lambda values, outside: {"accuracy": math.nan}, {"accuracy": bound}))
    assert ending(outcome)[:3] == (Verdict.FAILED, 0, message)


@pytest.mark.parametrize(
    "measured",
    [
        None,
        {},
        [],
        1.0,
        {"accuracy": None},
        {"accuracy": "high"},
        {"accuracy": torch.zeros(2)},
        {"loss": 0.0},
    ],
    ids=repr,
)
def test_a_measure_that_omits_its_number_never_passes(measured: Any) -> None:
    outcome = conclude(right(5), run_of(lambda values, outside: measured))
    assert ending(outcome)[:3] == (Verdict.FAILED, 0, "accuracy: is not a number")


@pytest.mark.parametrize("error", [KeyError("predictions"), RuntimeError("shapes"), RecursionError()])
def test_a_measure_that_raises_never_passes(error: Exception) -> None:
    def fails(values: Mapping[str, Any], outside: Mapping[str, torch.Tensor]) -> dict[str, float]:
        raise error

    assert ending(conclude(right(5), run_of(fails)))[:3] == (Verdict.FAILED, 0, "accuracy: is not a number")


def test_one_number_that_cannot_be_read_takes_no_other_down_to_a_pass() -> None:
    bounds = {name: Bound(low=0.5, reason="ten seeds") for name in ("accuracy", "recall")}
    check = run_of(lambda values, outside: {"accuracy": 1.0, "recall": None}, bounds)
    assert conclude(right(5), check).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("how", "verdict"),
    [
        (Ending.RAISED, Verdict.ERROR),
        (Ending.DIED, Verdict.ERROR),
        (Ending.TIMEOUT, Verdict.TIMEOUT),
        (Ending.NOT_WRITTEN, Verdict.SKIPPED),
    ],
)
@pytest.mark.parametrize("hidden", [False, True])
def test_a_run_that_stopped_is_not_measured(how: Ending, verdict: Verdict, hidden: bool) -> None:
    def fails(values: Mapping[str, Any], outside: Mapping[str, torch.Tensor]) -> dict[str, float]:
        raise AssertionError("nothing is measured")

    outcome = conclude(stopped(how, "ValueError", "f is not written yet"), run_of(fails, hidden=hidden))
    assert (outcome.verdict, outcome.points, outcome.measured) == (verdict, 0, {})


def test_values_beside_a_stop_do_not_count() -> None:
    forged = replace(right(5), stop=stopped(Ending.TIMEOUT, message="no answer within 9 s").stop)
    assert ending(conclude(forged))[:3] == (Verdict.TIMEOUT, 0, "no answer within 9 s")


def test_an_exception_points_into_the_code_of_a_public_run_only() -> None:
    got = stopped(Ending.RAISED, "ValueError", "secret 0.93", Frame(2, "f", "return x + 1"))
    assert conclude(got).message == "ValueError: secret 0.93\nline 2, in `f`: `return x + 1`"
    assert conclude(got, run_of(hidden=True)).message == "ValueError (line 2)"


def test_an_exercise_that_is_not_written_is_skipped_and_not_failed() -> None:
    stub = Source("def f(x):\n    pass\n")
    for got in (saw(), stopped(Ending.RAISED, "TypeError", "no")):
        assert ending(conclude(got, source=stub))[:3] == (Verdict.SKIPPED, 0, "f is not written yet")


def test_inputs_that_a_run_changed_are_its_own_affair() -> None:
    assert conclude(replace(right(5), mutated=("`x` of `f`",))).verdict is Verdict.PASSED


# Luggage


def packed(kilobytes: int) -> Source:
    """A module with so much text in it that nothing makes smaller."""
    noise = torch.randint(0, 256, (kilobytes * 768,), generator=torch.Generator().manual_seed(3))
    return Source(f"{WRITTEN.text}TABLE = {base64.b64encode(bytes(noise.tolist())).decode()!r}\n")


def honest(kilobytes: int) -> Source:
    """A module as long as that, of functions as people write them."""
    parts = [WRITTEN.text]
    draw, k = Draw(5), 0
    words = ["layer", "width", "stride", "image", "batch", "loss", "norm", "block", "input", "kernel"]
    while sum(map(len, parts)) < kilobytes << 10:
        a, b, c = (words[int(n)] for n in draw.integers(0, len(words), 3))
        number = int(draw.integers(1, 999, 1))
        parts.append(
            f"def {a}_{b}_{k}({a}, {b}, {c}={number}):\n"
            f'    """The {c} of {a} and {b}, {number} times."""\n'
            f"    {c} = {a} * {number} + {b}.mean(dim={k % 4})\n"
            f"    return torch.relu({c}) if {c} is not None else {a}\n\n\n"
        )
        k += 1
    return Source("".join(parts))


def test_a_source_that_brings_a_table_along_is_refused_whatever_it_predicts() -> None:
    source = packed(40)
    size = luggage(source.text)
    assert size > MAX_COMPRESSED
    outcome = conclude(right(5), source=source)
    assert ending(outcome) == (
        Verdict.FAILED,
        0,
        f"the source is {size >> 10} KB when compressed, 24 KB are allowed",
        "A training run starts from nothing: bring no tables, images or weights along.",
    )
    assert outcome.measured == {}


def test_a_long_honest_source_is_no_luggage() -> None:
    source = honest(30)
    assert len(source.text) >= 30 << 10
    assert luggage(source.text) == 0
    assert conclude(right(5), source=source).verdict is Verdict.PASSED


def test_a_small_table_is_no_luggage() -> None:
    assert conclude(right(5), source=packed(20)).verdict is Verdict.PASSED


def test_a_source_with_characters_that_cannot_be_encoded_is_weighed_all_the_same() -> None:
    assert luggage("x = '\ud800'") == 0


def test_what_stopped_is_told_before_luggage() -> None:
    got = stopped(Ending.DIED, message="the process was killed by SIGKILL")
    assert conclude(got, source=packed(40)).message == "the process was killed by SIGKILL"
