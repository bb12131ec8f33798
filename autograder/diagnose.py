"""Hints that need no known mistake: what kind of wrong a wrong result is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch

from autograder.compare import Difference, Respect
from autograder.observation import Observation, Value
from autograder.observe import same

LOOP_HINT = "The work grows with the batch: replace the Python loop by one operation on the whole tensor."
MUTATION_HINT = (
    "Work on a copy: look for `+=`, a method ending in `_`, or an assignment to a slice of an argument."
)

USE_HINT = "None of your lines raised this: look at what the function takes and what it returns."


def hard_coded(pairs: Sequence[tuple[Observation, Observation]]) -> str:
    """Say so when (got, want) pairs of several seeds show one answer where the reference gives several."""
    if len(pairs) < 2 or any(got.values is None or want.values is None for got, want in pairs):
        return ""
    first_got, first_want = (dict(o.values or {}) for o in pairs[0])
    if all(value is None or _any_nan(value) for value in first_got.values()):
        return ""  # a forgotten return or an overflow, which have better names
    one_answer = all(same(dict(got.values or {}), first_got) for got, _ in pairs[1:])
    several_wanted = any(not same(dict(want.values or {}), first_want) for _, want in pairs[1:])
    return "The answer is the same for every input: it must be computed from the arguments." * (
        one_answer and several_wanted
    )


def diagnose(found: Difference) -> str:
    """A sentence on what a difference looks like, or "" when it looks like nothing in particular."""
    got, want = found.got, found.want
    if found.respect is Respect.TYPE:
        return "Nothing came back: is a `return` missing?" if got is None else ""
    if found.respect is Respect.NAN:
        if not _any_nan(got):
            return ""
        return "NaN comes from 0/0, inf − inf, log of a negative number, or an overflow before a division."
    if not isinstance(got, torch.Tensor) or not isinstance(want, torch.Tensor):
        return _ratio_of_numbers(got, want)
    if found.respect is Respect.DTYPE:
        return (
            "Create new tensors with the dtype of the input (`x.new_zeros`, `zeros_like`, `x.to(y.dtype)`)."
        )
    if found.respect is Respect.SHAPE:
        return _shape(got, want)
    return _values(got, want)


def _any_nan(value: Value) -> bool:
    return bool(value.isnan().any()) if isinstance(value, torch.Tensor) else value != value


def _shape(got: torch.Tensor, want: torch.Tensor) -> str:
    if got.ndim == 2 and got.T.shape == want.shape and _close(got.T, want):
        return "The values are right, but the result is transposed."
    if got.numel() == want.numel() and _close(got.reshape(want.shape), want):
        return (
            "The values are right, only the shape is not: look for an axis too many or too few (`keepdim`)."
        )
    if _spreads_to(got, want) or _spreads_to(want, got):
        return "The values are right by broadcasting only: the shape must be exact."
    return ""


def _spreads_to(small: torch.Tensor, large: torch.Tensor) -> bool:
    # Never to a common shape: a column and a row of a million entries each would make 10¹² numbers.
    try:
        return _close(small.broadcast_to(large.shape), large)
    except RuntimeError:
        return False


def _values(got: torch.Tensor, want: torch.Tensor) -> str:
    if want.is_complex() or want.numel() < 2:
        return _ratio(got, want)
    if want.ndim == 2 and want.shape[0] == want.shape[1] and _close(got.T, want):
        return "The result is transposed."
    ratio = _ratio(got, want)
    if ratio:
        return ratio
    shift = got.double() - want.double()
    if shift.isfinite().all() and _close(shift, shift.reshape(-1)[0].expand_as(shift)):
        return f"Every value is off by the same amount, {shift.reshape(-1)[0]:.4g}."
    return ""


def _ratio_of_numbers(got: Value, want: Value) -> str:
    if not isinstance(got, float | int) or not isinstance(want, float | int):
        return ""
    try:
        return _ratio(torch.tensor(float(got)), torch.tensor(float(want)))
    except OverflowError:  # an integer beyond 1e308
        return ""


def _ratio(got: torch.Tensor, want: torch.Tensor) -> str:
    """Name a constant ratio that has a name: −1, 2, 1/2, a size, 1/size."""
    if got.is_complex() or want.is_complex() or not want.numel():
        return ""
    a, b = got.double().reshape(-1), want.double().reshape(-1)
    clear = b.abs() > 1e-12
    if not clear.any() or not _close(a[~clear], b[~clear]):
        return ""
    ratios = a[clear] / b[clear]
    r = float(ratios[0])
    if not math.isfinite(r) or r == 0 or not _close(ratios, torch.full_like(ratios, r)):
        return ""
    if math.isclose(r, -1, rel_tol=1e-6):
        return "Only the sign is wrong."
    for factor, text in ((r, "{} times too large"), (1 / r, "{} times too small")):
        whole = round(factor)
        if whole >= 2 and math.isclose(factor, whole, rel_tol=1e-6):
            size = " (the size of an axis?)" if whole in set(want.shape) and whole != 2 else ""
            return f"Every value is {text.format(whole)}{size}."
    return ""


def _close(a: torch.Tensor, b: torch.Tensor) -> bool:
    if a.shape != b.shape or a.is_complex() or b.is_complex():
        return False
    return bool(torch.allclose(a.double(), b.double(), rtol=1e-6, atol=1e-9, equal_nan=True))
