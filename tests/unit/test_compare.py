"""Two observations agree or differ in one respect, and the sentence has both numbers."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from autograder.checks import Tolerance
from autograder.compare import Respect, difference
from autograder.observation import Foreign

INF, NAN = math.inf, math.nan


def f64(*values: Any) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


def told(got: Any, want: Any, tolerance: Tolerance | None = None) -> str:
    """The sentence on one value called `x`, or "" when they agree."""
    found = difference({"x": got}, {"x": want}, tolerance)
    return found.sentence if found else ""


def respect(got: Any, want: Any) -> Respect | None:
    found = difference({"x": got}, {"x": want})
    return found.respect if found else None


# Names


def test_the_first_missing_name_is_told() -> None:
    found = difference({"b": 1}, {"a": 1, "b": 2})
    assert found is not None
    assert (found.name, found.respect, found.sentence) == ("a", Respect.MISSING, "a: is missing")


def test_a_name_too_many_is_told_last() -> None:
    found = difference({"a": 1, "b": 2}, {"a": 1})
    assert found is not None
    assert (found.name, found.respect, found.sentence) == ("b", Respect.MISSING, "b: was not expected")


def test_the_first_name_in_the_order_of_the_probe_is_told() -> None:
    found = difference({"a": 0, "b": 0}, {"b": 1, "a": 1})
    assert found is not None
    assert found.name == "b"


def test_nothing_agrees_with_nothing() -> None:
    assert difference({}, {}) is None


# Types


@pytest.mark.parametrize(
    ("got", "want", "sentence"),
    [
        (None, f64(1), "x: got None, expected a float64 tensor of shape (1,)"),
        (
            Foreign("a numpy.ndarray"),
            f64(1),
            "x: got a numpy.ndarray, expected a float64 tensor of shape (1,)",
        ),
        ([1.0], f64(1), "x: got a list of 1, expected a float64 tensor of shape (1,)"),
        (1.0, f64(1), "x: got the float 1.0, expected a float64 tensor of shape (1,)"),
        ("1", 1, "x: got the str '1', expected the int 1"),
        (1, "1", "x: got the int 1, expected the str '1'"),
        (None, 1.0, "x: got None, expected the float 1.0"),
        (0, None, "x: got the int 0, expected None"),
        ([1], (1,), "x: got a list of 1, expected a tuple of 1"),
        ({"a": 1}, [1], "x: got a dict of 1, expected a list of 1"),
    ],
)
def test_another_type_is_named(got: Any, want: Any, sentence: str) -> None:
    assert told(got, want) == sentence
    assert respect(got, want) is Respect.TYPE


def test_what_is_no_data_never_agrees_even_with_itself() -> None:
    assert told(Foreign("a set"), Foreign("a set")) == "x: got a set, expected a set"


def test_a_python_number_and_a_0_d_tensor_are_the_same_answer() -> None:
    assert told(1.5, f64(1.5)[0]) == ""
    assert told(f64(1.5)[0], 1.5) == ""
    assert told(6, torch.tensor(6)) == ""
    assert told(torch.tensor(6), 6) == ""
    assert told(True, torch.tensor(True)) == ""
    assert told(6, torch.tensor(6, dtype=torch.int32)) == ""
    assert told(6, 6.0) == ""


@pytest.mark.parametrize(
    "dtype", [torch.uint8, torch.uint16, torch.uint32, torch.uint64, torch.int8, torch.int16, torch.int32]
)
def test_a_0_d_tensor_of_any_integer_kind_may_stand_for_an_int(dtype: torch.dtype) -> None:
    assert told(torch.tensor(3, dtype=dtype), 3) == ""
    assert told(torch.tensor(3, dtype=dtype), 4) == "x: got 3, expected 4"


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float8_e4m3fn])
def test_a_0_d_tensor_of_any_float_kind_may_stand_for_a_float(dtype: torch.dtype) -> None:
    assert told(torch.tensor(0.5).to(dtype), 0.5) == ""
    assert told(0.5, torch.tensor(0.5).to(dtype)) == ""
    assert respect(0.5, torch.tensor(0.75).to(dtype)) is Respect.VALUES


def test_a_float32_answer_is_not_precise_enough_for_a_float() -> None:
    assert (
        told(torch.tensor(0.1), 0.1) == "x: got 0.100000001, expected 0.1 (off by 1.49e-09, tolerance 1e-09)"
    )
    assert told(0.1, torch.tensor(0.1)) == ""


@pytest.mark.parametrize(
    ("got", "want", "sentence"),
    [
        (True, 1, "x: got bool, expected int64"),
        (1, True, "x: got int64, expected bool"),
        (1.0, 1, "x: got float64, expected int64"),
        (1.0, True, "x: got float64, expected bool"),
        (True, 1.0, "x: got bool, expected float64"),
        (torch.tensor(1.0), 1, "x: got float32, expected int64"),
        (torch.tensor(True), 1, "x: got bool, expected int64"),
        (torch.tensor(3 + 0j), 3, "x: got complex64, expected int64"),
        (torch.tensor(3 + 0j), 3.0, "x: got complex64, expected float64"),
        (INF, 2**70, "x: got float64, expected int64"),
    ],
)
def test_a_number_of_another_kind_is_no_answer(got: Any, want: Any, sentence: str) -> None:
    assert told(got, want) == sentence
    assert respect(got, want) is Respect.DTYPE


# Shapes


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (torch.tensor(6), torch.tensor([6])),
        (torch.tensor([6]), torch.tensor(6)),
        (torch.tensor([6]), torch.tensor([[6]])),
        (torch.tensor([[6]]), torch.tensor(6)),
        (torch.tensor([6]), 6),
        (torch.empty(0), torch.tensor(1.0)),
        (torch.tensor(1.0), torch.empty(0)),
        (torch.empty(0), torch.empty(0, 3)),
        (torch.ones(3, 1), torch.ones(3)),
        (torch.ones(1, 3), torch.ones(3, 3)),
    ],
)
def test_shapes_never_agree_by_broadcasting(got: torch.Tensor, want: Any) -> None:
    expected = tuple(want.shape) if isinstance(want, torch.Tensor) else ()
    assert told(got, want) == f"x: got shape {tuple(got.shape)}, expected {expected}"
    assert respect(got, want) is Respect.SHAPE


def test_empty_tensors_of_one_shape_agree() -> None:
    assert told(torch.empty(0, 3), torch.empty(0, 3)) == ""
    assert told(torch.empty(0, dtype=torch.int64), torch.empty(0, dtype=torch.int64)) == ""


def test_the_shape_is_told_before_the_dtype() -> None:
    assert respect(torch.ones(3), torch.ones(2, dtype=torch.int64)) is Respect.SHAPE


@pytest.mark.parametrize(
    ("got", "want", "sentence"),
    [
        (torch.ones(2), f64(1, 1), "x: got float32, expected float64"),
        (torch.ones(2), torch.ones(2, dtype=torch.int64), "x: got float32, expected int64"),
        (torch.ones(2, dtype=torch.int32), torch.ones(2, dtype=torch.int64), "x: got int32, expected int64"),
        (torch.ones(2, dtype=torch.bool), torch.ones(2, dtype=torch.uint8), "x: got bool, expected uint8"),
        (torch.tensor(1.0), f64(1)[0], "x: got float32, expected float64"),
    ],
)
def test_two_tensors_have_one_dtype(got: torch.Tensor, want: torch.Tensor, sentence: str) -> None:
    assert told(got, want) == sentence


# Not a number


def test_unexpected_nan_is_counted() -> None:
    assert told(f64(NAN, 1, NAN), f64(1, 1, 1)) == "x: 2 of 3 values are NaN"
    assert told(f64(NAN, 1, NAN), f64(1, 1, NAN)) == "x: 1 of 3 values is NaN"


def test_a_single_nan_is_told_with_what_was_expected() -> None:
    assert told(NAN, 1.0) == "x: got NaN, expected 1"
    assert told(torch.tensor(NAN), torch.tensor(0.5)) == "x: got NaN, expected 0.5"


def test_nan_where_nan_is_expected_agrees() -> None:
    assert told(f64(NAN, 1), f64(NAN, 1)) == ""
    assert told(NAN, NAN) == ""


def test_a_number_where_nan_is_expected_differs() -> None:
    assert told(f64(0, 1), f64(NAN, 1)) == "x: NaN was expected and is not there"
    assert respect(0.0, NAN) is Respect.NAN


def test_nan_never_agrees_with_a_number_whatever_the_tolerance() -> None:
    assert respect(f64(NAN), f64(0)) is Respect.NAN
    assert told(f64(NAN), f64(0), Tolerance(INF, INF, "none")) != ""
    assert told(f64(NAN), f64(INF)) == "x: 1 of 1 values is NaN"


# Values


def test_the_largest_gap_is_told_with_its_index() -> None:
    got, want = f64(1, 2, 3, 4).reshape(2, 2), f64(1, 2.5, 4, 4).reshape(2, 2)
    assert told(got, want) == (
        "x: 2 of 4 values differ; largest gap at [1, 0]: got 3, expected 4 (off by 1, tolerance 1e-09)"
    )


def test_the_tolerance_of_float64_is_tight_and_that_of_float32_is_looser() -> None:
    assert told(f64(1 + 0.9e-9), f64(1)) == ""
    assert told(f64(1 + 1.2e-9), f64(1)) != ""
    assert told(torch.tensor([1 + 0.9e-5]), torch.tensor([1.0])) == ""
    assert told(torch.tensor([1 + 1.2e-5]), torch.tensor([1.0])) != ""


def test_a_tolerance_of_the_check_replaces_both() -> None:
    loose = Tolerance(0.1, 0.0, "ten percent")
    assert told(f64(1.09), f64(1), loose) == ""
    assert told(f64(1.11), f64(1), loose) == (
        "x: 1 of 1 values differs; largest gap at [0]: got 1.11, expected 1 (off by 0.11, tolerance 0.1)"
    )


def test_around_zero_the_absolute_part_counts() -> None:
    assert told(f64(0.9e-10), f64(0)) == ""
    assert told(f64(1.1e-10), f64(0)) != ""


def test_both_zeros_agree() -> None:
    assert told(-0.0, 0.0) == ""
    assert told(f64(-0.0), f64(0.0)) == ""


@pytest.mark.parametrize(
    ("got", "want", "agree"),
    [(INF, INF, True), (-INF, -INF, True), (INF, -INF, False), (INF, 1e308, False), (1e308, INF, False)],
)
def test_infinity_agrees_only_with_itself(got: float, want: float, agree: bool) -> None:
    assert (told(got, want) == "") is agree
    assert (told(f64(got), f64(want)) == "") is agree


def test_a_gap_to_infinity_is_infinite() -> None:
    assert told(INF, -INF) == "x: got inf, expected -inf (off by inf, tolerance 1e-09)"


def test_integers_agree_exactly_however_large() -> None:
    assert told(torch.tensor([16777216]), torch.tensor([16777217])) == (
        "x: 1 of 1 values differs; largest gap at [0]: got 16777216, expected 16777217"
    )
    assert told(torch.tensor([2**53]), torch.tensor([2**53 + 1])) == (
        "x: 1 of 1 values differs; largest gap at [0]: got 9007199254740992, expected 9007199254740993"
    )
    assert told(torch.tensor(2**53), 2**53 + 1) == "x: got 9007199254740992, expected 9007199254740993"
    assert told(2**100 + 1, 2**100 + 1) == ""
    assert told(2**100, 2**100 + 1) == f"x: got {2**100}, expected {2**100 + 1}"


def test_no_tolerance_makes_integers_agree() -> None:
    assert told(torch.tensor([1]), torch.tensor([2]), Tolerance(INF, INF, "none")) != ""
    assert told(1, 2, Tolerance(INF, INF, "none")) == "x: got 1, expected 2"


def test_an_integer_beyond_every_float_is_no_accident() -> None:
    assert told(10**400, 1.0) == "x: got inf, expected 1 (off by inf, tolerance 1e-09)"
    assert told(10**400, torch.tensor(3)) == f"x: got {10**400}, expected 3"


def test_truth_values_are_compared_as_such() -> None:
    got, want = torch.tensor([True, False]), torch.tensor([True, True])
    assert told(got, want) == "x: 1 of 2 values differs; largest gap at [1]: got False, expected True"


def test_complex_tensors_are_compared_in_both_parts() -> None:
    assert told(torch.tensor([1 + 1j]), torch.tensor([1 + 1j])) == ""
    assert told(torch.tensor([1 + 1j]), torch.tensor([1 - 1j])) == (
        "x: 1 of 1 values differs; largest gap at [0]: got 1+1j, expected 1-1j (off by 2, tolerance 1e-05)"
    )


@pytest.mark.parametrize(
    "dtype", [torch.uint16, torch.uint64, torch.float8_e5m2, torch.float16, torch.bfloat16]
)
def test_tensors_of_the_rarer_dtypes_can_be_compared(dtype: torch.dtype) -> None:
    assert told(torch.ones(2).to(dtype), torch.ones(2).to(dtype)) == ""
    assert respect(torch.ones(2).to(dtype), torch.zeros(2).to(dtype)) is Respect.VALUES


# Containers


def test_a_difference_in_a_container_has_the_path_to_it() -> None:
    found = difference({"x": [1, {"w": (f64(1), f64(2))}]}, {"x": [1, {"w": (f64(1), f64(3))}]})
    assert found is not None
    assert found.name == "x[1]['w'][1]"
    assert found.sentence == (
        "x[1]['w'][1]: 1 of 1 values differs; largest gap at [0]: got 2, expected 3 (off by 1, tolerance 1e-09)"
    )


@pytest.mark.parametrize(
    ("got", "want", "sentence"),
    [
        ([1], [1, 2], "x: got 1 items, expected 2"),
        ((), (1,), "x: got 0 items, expected 1"),
        ({"b": 1}, {"a": 1}, "x: got the keys ['b'], expected ['a']"),
    ],
)
def test_containers_of_another_size_are_of_another_shape(got: Any, want: Any, sentence: str) -> None:
    assert told(got, want) == sentence
    assert respect(got, want) is Respect.SHAPE


def test_the_order_of_keys_does_not_matter() -> None:
    assert told({"a": 1, "b": 2}, {"b": 2, "a": 1}) == ""


def test_texts_differ_by_what_they_say() -> None:
    assert told("mean", "sum") == "x: got 'mean', expected 'sum'"
    assert respect("mean", "sum") is Respect.VALUES
