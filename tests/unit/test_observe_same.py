"""Two plain values are the same bit by bit, or they are not."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from autograder.observe import same


@pytest.mark.parametrize(
    "dtype",
    [
        torch.float64,
        torch.bfloat16,
        torch.float8_e4m3fn,
        torch.uint64,
        torch.int8,
        torch.bool,
        torch.complex128,
    ],
)
def test_tensors_of_every_dtype_can_be_compared_bit_by_bit(dtype: torch.dtype) -> None:
    zeros, ones = torch.zeros(2).to(dtype), torch.ones(2).to(dtype)
    assert same(zeros, zeros.clone())
    assert not same(zeros, ones)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (torch.tensor([torch.inf]), torch.tensor([torch.finfo(torch.float32).max])),
        (torch.zeros(2), torch.zeros(1, 2)),
        (torch.zeros(2), torch.zeros(2, dtype=torch.float64)),
        (1, True),
        (1, 1.0),
        ([1], (1,)),
        ([1], [1, 2]),
        ({"a": 1}, {"b": 1}),
        (torch.tensor(1), 1),
    ],
)
def test_values_that_only_look_alike_are_not_the_same(a: Any, b: Any) -> None:
    assert not same(a, b)


def test_nan_is_the_same_as_nan() -> None:
    assert same(
        {"a": [float("nan"), torch.tensor([torch.nan])]}, {"a": [float("nan"), torch.tensor([torch.nan])]}
    )


def test_empty_tensors_of_one_shape_are_the_same() -> None:
    assert same(torch.empty(0, 3), torch.empty(0, 3))
    assert not same(torch.empty(0, 3), torch.empty(3, 0))
