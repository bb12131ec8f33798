"""The words and numbers around a comparison: digits, descriptions, forms, gaps."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import FLOAT32, FLOAT64, Tolerance
from autograder.compare import describe, difference, excess, form, gap, tell_apart
from autograder.observation import Foreign

INF, NAN = math.inf, math.nan


def f64(*values: Any) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


# Digits


@pytest.mark.parametrize(
    ("got", "want", "shown"),
    [
        (0.8125, 0.4021, ("0.812", "0.402")),
        (1.0, 1.0 + 1e-9, ("1", "1.000000001")),
        (0.1, math.nextafter(0.1, 1), ("0.10000000000000001", "0.10000000000000002")),
        (3, 4, ("3", "4")),
        (True, False, ("True", "False")),
        (1e-30, 0.0, ("1e-30", "0")),
        (0.0, -0.0, ("0", "-0")),
        (1 + 1e-5j, 1 + 2e-5j, ("1+1e-05j", "1+2e-05j")),
        (2.0, 2.0, ("2.0", "2.0")),
    ],
)
def test_two_numbers_get_the_digits_that_tell_them_apart(
    got: complex, want: complex, shown: tuple[str, str]
) -> None:
    assert tell_apart(got, want) == shown


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_two_different_floats_never_look_the_same(a: float, b: float) -> None:
    x, y = tell_apart(a, b)
    assert (x != y) == (a != b or math.copysign(1, a) != math.copysign(1, b))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (torch.zeros(5, 3), "a float32 tensor of shape (5, 3)"),
        (None, "None"),
        ((1, 2), "a tuple of 2"),
        ({"a": 1}, "a dict of 1"),
        (True, "the bool True"),
        ("x" * 500, "the str '" + "x" * 111),
        (Foreign("a set"), "a set"),
    ],
)
def test_a_value_is_described_in_a_few_words(value: Any, words: str) -> None:
    assert describe(value) == words


# Form


def test_the_form_of_a_value_has_no_numbers_and_no_words() -> None:
    value = {"a": f64(NAN, 2), "b": [3, True, 0.5, "word", (None, Foreign("a set"))]}
    blank = form(value)
    assert isinstance(blank, dict)
    assert torch.equal(blank["a"], f64(0, 0))
    assert blank["b"] == [0, False, 0.0, "", (None, Foreign("a set"))]


# Gaps


def test_the_gap_is_the_distance_in_tolerances() -> None:
    assert gap({"x": f64(1 + 1e-6)}, {"x": f64(1)}, None) == pytest.approx(1e3, rel=0.2)
    assert gap({"x": 1.0 + 1e-6}, {"x": 1.0}, None) == pytest.approx(1e3, rel=0.2)


def test_the_gap_is_comparable_with_the_tolerance_even_at_zero() -> None:
    assert gap({"x": f64(1e-17)}, {"x": f64(0)}, None) == pytest.approx(1e-7)
    assert gap({"x": f64(FLOAT64.atol)}, {"x": f64(0)}, None) == pytest.approx(1)


def test_the_gap_is_the_largest_of_all_values() -> None:
    got: dict[str, Any] = {"a": [f64(1), {"k": f64(1 + 1e-3)}], "b": f64(1 + 1e-6)}
    want: dict[str, Any] = {"a": [f64(1), {"k": f64(1)}], "b": f64(1)}
    assert gap(got, want, None) == pytest.approx(1e6, rel=0.1)


def test_the_gap_of_equal_observations_is_zero() -> None:
    values: dict[str, Any] = {
        "a": f64(1, INF, NAN, 0),
        "b": "text",
        "c": 3,
        "d": torch.empty(0),
        "e": [],
        "f": {},
    }
    assert gap(values, dict(values), None) == 0.0


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ({"x": 1}, {"x": 2}),
        ({"x": f64(1)}, {"x": torch.ones(1)}),
        ({"x": f64(1)}, {"x": f64(1, 1)}),
        ({"x": f64(NAN)}, {"x": f64(1)}),
        ({"x": f64(INF)}, {"x": f64(1)}),
        ({"x": [f64(1)]}, {"x": [f64(1), f64(1)]}),
        ({"x": {"a": 1}}, {"x": {"b": 1}}),
        ({}, {"x": 1}),
        ({"x": 1, "y": 1}, {"x": 1}),
        ({"x": "a"}, {"x": "b"}),
        ({"x": Foreign("a set")}, {"x": Foreign("a set")}),
    ],
)
def test_the_gap_is_infinite_where_no_tolerance_could_bridge_it(got: Any, want: Any) -> None:
    assert gap(got, want, None) == INF


def test_complex_values_have_a_gap_too() -> None:
    assert gap({"x": torch.tensor([1 + 1e-3j])}, {"x": torch.tensor([1 + 0j])}, FLOAT32) == pytest.approx(
        100, rel=0.2
    )


@given(
    st.floats(min_value=-1e6, max_value=1e6),
    st.floats(min_value=-1e-8, max_value=1e-8),
)
def test_an_observation_agrees_exactly_when_its_gap_is_within_the_tolerance(want: float, off: float) -> None:
    got = want + off
    distance = gap({"x": got}, {"x": want}, FLOAT64)
    assert (difference({"x": got}, {"x": want}) is None) == (distance <= 1 + 1e-12)


def test_excess_is_one_at_the_edge_of_the_tolerance() -> None:
    edge = Tolerance(0.1, 0.0, "ten percent")
    assert excess(f64(11, 10, INF, NAN, 1), f64(10, 10, INF, NAN, NAN), edge).tolist() == pytest.approx(
        [1, 0, 0, 0, INF]
    )
