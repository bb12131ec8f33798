"""What a wrong result looks like, said only when it is so."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from autograder.compare import difference
from autograder.diagnose import diagnose, hard_coded
from autograder.observation import Ending, Observation, Stop

WANT = torch.tensor(
    [[1.0, -2.0, 0.0, 4.0], [0.5, 3.0, -1.0, 2.5], [7.0, 0.25, 1.5, -3.0]], dtype=torch.float64
)
KEEP_DIM = "The values are right, only the shape is not: look for an axis too many or too few (`keepdim`)."
BROADCAST = "The values are right by broadcasting only: the shape must be exact."
NAN_HINT = "NaN comes from 0/0, inf − inf, log of a negative number, or an overflow before a division."


def hint(got: Any, want: Any) -> str:
    found = difference({"x": got}, {"x": want})
    assert found is not None
    return diagnose(found)


@pytest.mark.parametrize(
    ("factor", "sentence"),
    [
        (-1.0, "Only the sign is wrong."),
        (2.0, "Every value is 2 times too large."),
        (0.5, "Every value is 2 times too small."),
        (3.0, "Every value is 3 times too large (the size of an axis?)."),
        (1 / 3, "Every value is 3 times too small (the size of an axis?)."),
        (4.0, "Every value is 4 times too large (the size of an axis?)."),
        (1 / 4, "Every value is 4 times too small (the size of an axis?)."),
        (8.0, "Every value is 8 times too large."),
        (1.5, ""),
        (-2.0, ""),
        (0.0, ""),
    ],
)
def test_a_constant_ratio_is_named_if_it_has_a_name(factor: float, sentence: str) -> None:
    assert hint(WANT * factor, WANT) == sentence


def test_a_ratio_is_named_for_numbers_too() -> None:
    assert hint(6.0, 3.0) == "Every value is 2 times too large."
    assert hint(-3, 3) == "Only the sign is wrong."
    assert hint(torch.tensor(1.0), torch.tensor(5.0)) == "Every value is 5 times too small."


def test_a_ratio_that_is_almost_constant_is_none() -> None:
    got = WANT * 2
    got[0, 0] += 1e-4
    assert hint(got, WANT) == ""


def test_zeros_must_stay_zeros_for_a_ratio() -> None:
    got = WANT * 2
    got[0, 2] = 0.1
    assert hint(got, WANT) == ""


def test_a_ratio_to_nothing_but_zeros_has_no_name() -> None:
    assert hint(torch.ones(3), torch.zeros(3)) == "Every value is off by the same amount, 1."
    assert hint(1.0, 0.0) == ""


def test_a_constant_shift_is_told() -> None:
    assert hint(WANT + 0.5, WANT) == "Every value is off by the same amount, 0.5."
    assert hint(torch.tensor([2, 3]), torch.tensor([1, 2])) == "Every value is off by the same amount, 1."


@pytest.mark.parametrize("number", [2**2000, -(2**2000)])
def test_an_integer_beyond_every_float_has_no_ratio(number: int) -> None:
    assert hint(number, 3) == ""


def test_a_transposed_result_is_told_whatever_the_shape() -> None:
    assert hint(WANT.T.contiguous(), WANT) == "The values are right, but the result is transposed."
    square = WANT[:, :3].contiguous()
    assert hint(square.T.contiguous(), square) == "The result is transposed."


@pytest.mark.parametrize(
    ("got", "want", "sentence"),
    [
        (WANT[:, :1], WANT[:, 0], KEEP_DIM),
        (WANT[0], WANT[:1], KEEP_DIM),
        (WANT[0, 0], WANT[0, :1], KEEP_DIM),
        (WANT.reshape(-1), WANT, KEEP_DIM),
        (torch.ones(3), torch.ones(2, 3), BROADCAST),
        (torch.ones(2, 3), torch.ones(3), BROADCAST),
        (torch.tensor(1.0), torch.ones(3), BROADCAST),
        (torch.zeros(3), torch.ones(2, 3), ""),
        (torch.ones(2), torch.ones(3), ""),
        (WANT + 1, WANT[:, :1], ""),
    ],
)
def test_right_values_in_the_wrong_shape_are_told(
    got: torch.Tensor, want: torch.Tensor, sentence: str
) -> None:
    assert hint(got.clone(), want.clone()) == sentence


def test_a_column_is_never_spread_against_a_long_row() -> None:
    assert hint(torch.zeros(2**20, 1), torch.zeros(2**20 + 1)) == ""


def test_nan_that_nobody_expected_is_explained() -> None:
    assert hint(torch.tensor([math.nan, 1.0]), torch.ones(2)) == NAN_HINT
    assert hint(math.nan, 1.0) == NAN_HINT


def test_nan_that_is_missing_is_not_explained_by_its_origin() -> None:
    assert hint(torch.ones(2), torch.tensor([math.nan, 1.0])) == ""
    assert hint(1.0, math.nan) == ""


def test_nothing_coming_back_is_a_missing_return() -> None:
    assert hint(None, WANT) == "Nothing came back: is a `return` missing?"
    assert hint([1.0], WANT) == ""


def test_another_dtype_gets_the_ways_to_keep_it() -> None:
    assert hint(WANT.float(), WANT) == (
        "Create new tensors with the dtype of the input (`x.new_zeros`, `zeros_like`, `x.to(y.dtype)`)."
    )


@pytest.mark.parametrize(
    "dtype",
    [torch.uint64, torch.float8_e4m3fn, torch.bool, torch.bfloat16, torch.complex64, torch.complex128],
)
def test_no_dtype_stops_the_diagnosis(dtype: torch.dtype) -> None:
    assert hint(torch.zeros(3, 1).to(dtype), torch.ones(3).to(dtype)) == ""
    assert "same amount" in hint(torch.zeros(3).to(dtype), torch.ones(3).to(dtype)) or dtype.is_complex


def test_a_missing_name_or_other_words_have_no_hint() -> None:
    missing = difference({}, {"x": 1.0})
    assert missing is not None
    assert diagnose(missing) == ""
    assert hint("mean", "sum") == ""
    assert hint([1, 2], [1]) == ""


# The same answer for every seed

HARD_CODED = "The answer is the same for every input: it must be computed from the arguments."


def pairs(got: list[Any], want: list[Any]) -> list[tuple[Observation, Observation]]:
    return [(Observation({"x": g}), Observation({"x": w})) for g, w in zip(got, want, strict=True)]


def test_one_answer_to_several_questions_is_hard_coded() -> None:
    assert hard_coded(pairs([1.0, 1.0, 1.0], [1.0, 2.0, 3.0])) == HARD_CODED
    assert hard_coded(pairs([torch.ones(2)] * 2, [torch.zeros(2), torch.ones(2)])) == HARD_CODED


def test_nan_for_every_input_is_not_hard_coded() -> None:
    assert hard_coded(pairs([torch.full((2,), math.nan)] * 2, [torch.zeros(2), torch.ones(2)])) == ""


def test_different_answers_are_not_hard_coded() -> None:
    assert hard_coded(pairs([1.0, 1.0, 2.0], [1.0, 2.0, 3.0])) == ""


def test_one_answer_is_right_where_the_reference_has_one() -> None:
    assert hard_coded(pairs([1.0, 1.0], [2.0, 2.0])) == ""


def test_one_seed_proves_nothing() -> None:
    assert hard_coded(pairs([1.0], [2.0])) == ""
    assert hard_coded([]) == ""


def test_code_that_stopped_answered_nothing() -> None:
    stopped = (Observation(None, Stop(Ending.RAISED, "ValueError")), Observation({"x": 1.0}))
    assert hard_coded([stopped, stopped]) == ""
