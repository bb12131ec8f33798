"""What a probe saw, as plain values that can be compared, stored, and sent through the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import torch

MAX_DEPTH = 6
MAX_ITEMS = 10_000
MAX_TEXT = 4_000
MAX_BITS = 4_096
"""Of an integer; 1,233 digits, which every Python will print."""
MAX_NUMBERS = 2**28
"""Of a tensor; a training set of images has 2 ** 27."""


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that is not data: a module, an array of another library, a subclass with odd ideas."""

    description: str


Scalar = bool | int | float | str | None
Value = torch.Tensor | Scalar | Foreign | tuple[Any, ...] | list[Any] | dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """One line of the student's own code in a traceback."""

    line: int
    function: str
    text: str


class Ending(StrEnum):
    """How a probe that returned nothing ended."""

    RAISED = "raised"
    NOT_WRITTEN = "not written"
    TIMEOUT = "timeout"
    DIED = "died"


@dataclass(frozen=True)
class Stop:
    """Why a probe has no values."""

    ending: Ending
    type: str = ""
    """Name of the exception's class."""
    message: str = ""
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True)
class Call:
    """The tensor operators dispatched during one call of an exercise; `name` is "" outside any call."""

    name: str
    operators: Mapping[str, int]

    @property
    def total(self) -> int:
        """Number of operators dispatched."""
        return sum(self.operators.values())


@dataclass(frozen=True)
class Observation:
    """The result of running one probe on one implementation with one seed."""

    values: Mapping[str, Value] | None
    stop: Stop | None = None
    mutated: tuple[str, ...] = ()
    """Arguments that a call changed, as `` `X` of `f` ``."""
    calls: tuple[Call, ...] = ()
    """Filled only where a rule or a vectorised check asks for it."""
    seconds: float = field(default=0.0, compare=False)


def plain(value: object) -> Value:
    """Copy a value into plain data; exact types only, so that a subclass never gets to run its own methods.

    Tensors are detached and copied to contiguous CPU memory. Whatever is not data becomes `Foreign`.
    """
    return _plain(value, MAX_DEPTH, [MAX_ITEMS])


def _plain(value: Any, depth: int, budget: list[int]) -> Value:
    kind = type(value)
    budget[0] -= 1
    if budget[0] < 0:
        return Foreign(f"more than {MAX_ITEMS} nested items")
    if kind is int and value.bit_length() > MAX_BITS:
        return Foreign(f"an integer of {value.bit_length()} bits")
    if value is None or kind is bool or kind is int or kind is float:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return value[:MAX_TEXT] if len(value) > MAX_TEXT else str(value)
    if kind is torch.Tensor or kind is torch.nn.Parameter:
        return _plain_tensor(value)
    if depth == 0:
        return Foreign("something nested too deeply")
    if kind in (tuple, list, dict) and len(value) > budget[0]:
        return Foreign(f"a {kind.__name__} of {len(value)}, where {MAX_ITEMS} nested items are the limit")
    if kind is tuple:
        return tuple(_plain(v, depth - 1, budget) for v in value)
    if kind is list:
        return [_plain(v, depth - 1, budget) for v in value]
    if kind is torch.Size:
        return tuple(int(v) for v in value)
    if kind is dict and all(type(k) in (str, int, bool, tuple) for k in value):
        return {k if type(k) is str else repr(k): _plain(v, depth - 1, budget) for k, v in value.items()}
    if kind is torch.dtype or kind is torch.device:
        return str(value)
    return Foreign(describe_type(kind))


def _plain_tensor(value: torch.Tensor) -> Value:
    if value.layout is not torch.strided or value.is_quantized:
        return Foreign(f"a tensor of layout {value.layout}")
    if value.device.type == "meta":
        return Foreign("a tensor on the meta device, which holds no numbers")
    bare = torch.Tensor.detach(value)  # a new object: nothing hung on the old one can pose as a method
    if bare.numel() > MAX_NUMBERS:
        return Foreign(f"a tensor of {bare.numel()} elements")
    if not bare.is_cpu or bare.is_conj() or bare.is_neg():
        bare = bare.cpu().resolve_conj().resolve_neg()
    return bare.clone(memory_format=torch.contiguous_format)


def describe_type(kind: type) -> str:
    """A type as a student would say it: `a numpy.ndarray`, `a function`."""
    name = getattr(kind, "__name__", "object")
    module = getattr(kind, "__module__", "")
    if issubclass(kind, torch.Tensor):
        return f"{name}"[:100] + ", a subclass of torch.Tensor"
    prefix = "" if module in ("builtins", "__main__") or not isinstance(module, str) else f"{module}."
    return f"a {prefix}{name}"[:200]


def map_tensors(value: Value, change: Callable[[torch.Tensor], Value]) -> Value:
    """The value with every tensor in it replaced."""
    if isinstance(value, torch.Tensor):
        return change(value)
    if isinstance(value, tuple):
        return tuple(map_tensors(v, change) for v in value)
    if isinstance(value, list):
        return [map_tensors(v, change) for v in value]
    if isinstance(value, dict):
        return {k: map_tensors(v, change) for k, v in value.items()}
    return value
