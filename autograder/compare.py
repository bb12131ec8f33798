"""Two observations: do they agree, and if not, where first and in which respect?

The order of looking is the order in which a student would want to know: missing, type, shape, dtype, NaN, values.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import torch

from autograder.checks import FLOAT32, FLOAT64, Tolerance
from autograder.observation import Foreign, Value


class Respect(StrEnum):
    """In which respect two values differ."""

    MISSING = "missing"
    TYPE = "type"
    SHAPE = "shape"
    DTYPE = "dtype"
    NAN = "NaN"
    VALUES = "values"


@dataclass(frozen=True)
class Difference:
    """The first difference between two observations.

    Attributes:
        name: of the value, with an index into containers: `grads[1]`.
        respect: what differs.
        sentence: for the student, with both numbers.
        got: the value in question.
        want: its counterpart.
    """

    name: str
    respect: Respect
    sentence: str
    got: Value
    want: Value


def difference(
    got: Mapping[str, Value], want: Mapping[str, Value], tolerance: Tolerance | None = None
) -> Difference | None:
    """The first difference between what was seen and what should have been, or None.

    Args:
        got: values by name.
        want: values by name.
        tolerance: for floating-point values; None takes the default of the expected dtype.
    """
    for name, expected in want.items():
        if name not in got:
            return Difference(name, Respect.MISSING, f"{name}: is missing", None, expected)
        found = _differ(name, got[name], expected, tolerance)
        if found:
            return found
    extra = [name for name in got if name not in want]
    if extra:
        return Difference(extra[0], Respect.MISSING, f"{extra[0]}: was not expected", got[extra[0]], None)
    return None


def _differ(name: str, got: Value, want: Value, tolerance: Tolerance | None) -> Difference | None:
    def differ(respect: Respect, sentence: str) -> Difference:
        return Difference(name, respect, f"{name}: {sentence}", got, want)

    if isinstance(want, torch.Tensor) or _is_number(want):
        return _differ_numeric(name, got, want, tolerance)
    if type(got) is not type(want) or isinstance(got, Foreign):
        return differ(Respect.TYPE, f"got {describe(got)}, expected {describe(want)}")
    if isinstance(want, list | tuple) and isinstance(got, list | tuple):
        if len(got) != len(want):
            return differ(Respect.SHAPE, f"got {len(got)} items, expected {len(want)}")
        for i, (g, w) in enumerate(zip(got, want, strict=True)):
            found = _differ(f"{name}[{i}]", g, w, tolerance)
            if found:
                return found
        return None
    if isinstance(want, dict) and isinstance(got, dict):
        if got.keys() != want.keys():
            return differ(Respect.SHAPE, f"got the keys {sorted(got)}, expected {sorted(want)}")
        for key in want:
            found = _differ(f"{name}[{key!r}]", got[key], want[key], tolerance)
            if found:
                return found
        return None
    return None if got == want else differ(Respect.VALUES, f"got {got!r}, expected {want!r}")


def _is_number(value: Value) -> bool:
    return type(value) in (bool, int, float)


def _differ_numeric(name: str, got: Value, want: Any, tolerance: Tolerance | None) -> Difference | None:
    def differ(respect: Respect, sentence: str) -> Difference:
        return Difference(name, respect, f"{name}: {sentence}", got, want)

    if not isinstance(got, torch.Tensor) and (not _is_number(got) or _shape(want)):
        return differ(Respect.TYPE, f"got {describe(got)}, expected {describe(want)}")
    if _shape(got) != _shape(want):
        return differ(Respect.SHAPE, f"got shape {_shape(got)}, expected {_shape(want)}")
    # A Python number and a 0-d tensor are the same answer, unless the probe looks at the type itself.
    mixed = not (isinstance(got, torch.Tensor) and isinstance(want, torch.Tensor))
    a_dtype, b_dtype = _dtype(got), _dtype(want)
    if not mixed and a_dtype == b_dtype and torch.equal(got, want):  # type: ignore[arg-type]  # as most answers are, to the last bit
        return None
    if a_dtype != b_dtype and not (mixed and _exchangeable(a_dtype, b_dtype)):
        return differ(Respect.DTYPE, f"got {_plain(a_dtype)}, expected {_plain(b_dtype)}")
    if mixed and not b_dtype.is_floating_point:
        x, y = _item(got), _item(want)
        return None if x == y else differ(Respect.VALUES, f"got {x}, expected {y}")
    limit = tolerance or _default(b_dtype)
    a, b = _alike(got, want)
    if not b.is_floating_point() and not b.is_complex():
        wrong = a != b
        return differ(Respect.VALUES, _worst(a, b, wrong, None)) if bool(wrong.any()) else None
    if bool((a.isnan() != b.isnan()).any()):
        return differ(Respect.NAN, _nans(a, b))
    wrong = excess(a, b, limit) > 1
    return differ(Respect.VALUES, _worst(a, b, wrong, limit)) if bool(wrong.any()) else None


def _nans(a: torch.Tensor, b: torch.Tensor) -> str:
    unexpected = int((a.isnan() & ~b.isnan()).sum())
    if not unexpected:
        return "NaN was expected and is not there"
    if a.ndim == 0:
        return f"got NaN, expected {b.item():.3g}"
    return f"{unexpected} of {a.numel()} values {'is' if unexpected == 1 else 'are'} NaN"


def excess(a: torch.Tensor, b: torch.Tensor, tolerance: Tolerance) -> torch.Tensor:
    """|a − b| in units of what the tolerance allows; infinities of one sign and NaN pairs count as equal."""
    wide = torch.complex128 if a.is_complex() else torch.float64
    a, b = a.to(wide), b.to(wide)
    gap = (a - b).abs() / (tolerance.atol + tolerance.rtol * b.abs())
    gap = torch.where((a == b) | (a.isnan() & b.isnan()), torch.zeros_like(gap), gap)
    return torch.nan_to_num(gap, nan=math.inf, posinf=math.inf)


def _default(dtype: torch.dtype) -> Tolerance:
    return FLOAT64 if dtype in (torch.float64, torch.complex128) else FLOAT32


def _exchangeable(a: torch.dtype, b: torch.dtype) -> bool:
    """Whether `a` may stand for `b` where one is a Python number's: int for int, float and int for float."""
    if torch.bool in (a, b) or a.is_complex or b.is_complex:
        return False
    return b.is_floating_point or not a.is_floating_point


def _shape(value: Value) -> tuple[int, ...]:
    return tuple(value.shape) if isinstance(value, torch.Tensor) else ()


def _dtype(value: Value) -> torch.dtype:
    if isinstance(value, torch.Tensor):
        return value.dtype
    return torch.float64 if type(value) is float else torch.bool if type(value) is bool else torch.int64


def _item(value: Any) -> Any:
    return value.item() if isinstance(value, torch.Tensor) else value


def _alike(got: Any, want: Any) -> tuple[torch.Tensor, torch.Tensor]:
    if isinstance(got, torch.Tensor) and isinstance(want, torch.Tensor):
        return got, want
    return _float64(_item(got)), _float64(_item(want))


def _float64(number: float) -> torch.Tensor:
    try:
        return torch.tensor(float(number), dtype=torch.float64)
    except OverflowError:  # an integer beyond 1e308
        return torch.tensor(math.inf if number > 0 else -math.inf, dtype=torch.float64)


def _worst(a: torch.Tensor, b: torch.Tensor, wrong: torch.Tensor, tolerance: Tolerance | None) -> str:
    """How many values differ, and the largest gap with enough digits that the two numbers look different."""
    wide = torch.complex128 if a.is_complex() else torch.float64
    gap = torch.nan_to_num((a.to(wide) - b.to(wide)).abs(), nan=math.inf, posinf=math.inf)
    gap = torch.where(wrong, gap, torch.full_like(gap, -1.0))
    flat = int(gap.argmax())
    got, want = a.reshape(-1)[flat].item(), b.reshape(-1)[flat].item()
    x, y = tell_apart(got, want)
    off = "" if tolerance is None else f" (off by {float(gap.max()):.3g}, tolerance {tolerance.rtol:g})"
    if a.ndim == 0:
        return f"got {x}, expected {y}{off}"
    index = [int(i) for i in np.unravel_index(flat, a.shape)]  # torch's own imports sympy, two seconds
    count = int(wrong.sum())
    verb = "differs" if count == 1 else "differ"
    return f"{count} of {a.numel()} values {verb}; largest gap at {index}: got {x}, expected {y}{off}"


def tell_apart(got: complex, want: complex) -> tuple[str, str]:
    """Both numbers with the fewest digits, at least 3, that tell them apart."""
    if isinstance(got, bool | int) and isinstance(want, bool | int):
        return str(got), str(want)
    for digits in range(3, 18):
        x, y = f"{got:.{digits}g}", f"{want:.{digits}g}"
        if x != y:
            return x, y
    return repr(got), repr(want)


def _plain(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def describe(value: Value) -> str:
    """A value in a few words: `a float32 tensor of shape (5, 3)`, `None`, `a tuple of 2`."""
    if isinstance(value, torch.Tensor):
        return f"a {_plain(value.dtype)} tensor of shape {tuple(value.shape)}"
    if isinstance(value, Foreign):
        return value.description
    if isinstance(value, list | tuple | dict):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None:
        return "None"
    return f"the {type(value).__name__} {value!r}"[:120]


def form(value: Value) -> Value:
    """The value with its numbers and words blanked, so that only types, shapes, dtypes and structure are left."""
    if isinstance(value, torch.Tensor):
        return torch.zeros_like(value)
    if isinstance(value, bool | int | float | str):
        return type(value)()
    if isinstance(value, list | tuple):
        return type(value)([form(v) for v in value])
    if isinstance(value, dict):
        return {k: form(v) for k, v in value.items()}
    return value


def gap(got: Mapping[str, Value], want: Mapping[str, Value], tolerance: Tolerance | None) -> float:
    """The largest distance between two observations in units of the tolerance: up to 1 they agree.

    Infinite when they differ in anything but floating-point values.
    """
    largest = 0.0
    for name, expected in want.items():
        largest = max(largest, _gap(got.get(name), expected, tolerance))
    return math.inf if got.keys() != want.keys() else largest


def _gap(got: Value, want: Value, tolerance: Tolerance | None) -> float:
    if isinstance(want, list | tuple | dict) and isinstance(got, list | tuple | dict):
        if type(got) is not type(want) or len(got) != len(want):
            return math.inf
        pairs = (
            ((got.get(k), want[k]) for k in want)
            if isinstance(want, dict) and isinstance(got, dict)
            else zip(got, want, strict=True)
        )
        return max((_gap(g, w, tolerance) for g, w in pairs), default=0.0)
    found = _differ("", got, want, Tolerance(0.0, math.inf, ""))
    if found:
        return math.inf
    dtype = _dtype(want)
    if not (isinstance(want, float | torch.Tensor) and (dtype.is_floating_point or dtype.is_complex)):
        return 0.0
    a, b = _alike(got, want)
    limit = tolerance or _default(dtype)
    return float(excess(a, b, limit).max()) if b.numel() else 0.0
