"""Values become plain data, by exact type: no method of a student's object is ever called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
import pytest
import torch

from autograder.observation import MAX_BITS, MAX_ITEMS, MAX_TEXT, Call, Foreign, map_tensors, plain


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


class _Refusal:
    """Every way to look at it raises."""

    def _refuse(self, *args: object) -> NoReturn:
        raise AssertionError("somebody looked")

    __eq__ = __hash__ = __len__ = __iter__ = __bool__ = __repr__ = __str__ = __getattribute__ = _refuse


class _Liar:
    __class__ = torch.Tensor  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class _Sneaky(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> bool:
        return True


@pytest.mark.parametrize(
    "value", [None, True, 3, -0.5, float("inf"), "text", (1, "a"), [1, [2]], {"a": (None,)}]
)
def test_data_stays_what_it_is(value: object) -> None:
    assert plain(value) == value
    assert type(plain(value)) is type(value)


def test_a_tensor_is_detached_and_copied() -> None:
    original = torch.zeros(2, requires_grad=True)
    copy = plain(original)
    with torch.no_grad():
        original += 1
    assert isinstance(copy, torch.Tensor)
    assert copy.tolist() == [0.0, 0.0]
    assert not copy.requires_grad


def test_a_parameter_is_a_plain_tensor() -> None:
    assert type(plain(torch.nn.Parameter(torch.zeros(2)))) is torch.Tensor


def test_a_view_becomes_contiguous() -> None:
    copy = plain(torch.arange(6).reshape(2, 3).T)
    assert isinstance(copy, torch.Tensor)
    assert copy.is_contiguous()
    assert copy.tolist() == [[0, 3], [1, 4], [2, 5]]


def test_lazy_conjugates_and_negatives_are_resolved() -> None:
    copy = plain(torch.tensor([1 + 2j]).conj())
    assert isinstance(copy, torch.Tensor)
    assert not copy.is_conj()
    assert copy.tolist() == [1 - 2j]


def test_a_tensor_expanded_to_a_million_million_numbers_is_refused_without_copying_it() -> None:
    assert plain(torch.empty(1).expand(10**12)) == Foreign("a tensor of 1000000000000 elements")


def test_tensors_without_strides_or_numbers_are_foreign() -> None:
    assert plain(torch.empty(3, device="meta")) == Foreign(
        "a tensor on the meta device, which holds no numbers"
    )
    assert plain(torch.eye(2).to_sparse()) == Foreign("a tensor of layout torch.sparse_coo")


def test_a_function_hung_on_a_tensor_does_not_pose_as_its_method() -> None:
    tensor = torch.zeros(1)
    for name in ("detach", "numel", "cpu", "clone", "resolve_conj", "resolve_neg"):
        setattr(tensor, name, lambda *args, **kwargs: "forged")
    copy = plain(tensor)
    assert isinstance(copy, torch.Tensor)
    assert copy.tolist() == [0.0]


@pytest.mark.parametrize(
    ("make", "description"),
    [
        (lambda: np.zeros(2), "a numpy.ndarray"),
        (lambda: np.float64(1), "a numpy.float64"),
        (lambda: 1j, "a complex"),
        (lambda: {1, 2}, "a set"),
        (lambda: len, "a builtin_function_or_method"),
        (lambda: torch, "a module"),
        (lambda: torch.zeros(2, 2).max(dim=0), "a torch.return_types.max"),
        (_Refusal, f"a {__name__}._Refusal"),
        (_Liar, f"a {__name__}._Liar"),
        (lambda: torch.zeros(1).as_subclass(_Sneaky), "_Sneaky, a subclass of torch.Tensor"),
    ],
)
def test_what_is_no_data_is_named_and_never_touched(make: Callable[[], object], description: str) -> None:
    assert plain(make()) == Foreign(description)


def test_a_foreign_value_deep_inside_leaves_its_neighbours() -> None:
    assert plain({"a": [1, {2}]}) == {"a": [1, Foreign("a set")]}


def test_shapes_dtypes_and_devices_are_data() -> None:
    assert plain([torch.Size([2, 3]), torch.float32, torch.device("cpu")]) == [(2, 3), "torch.float32", "cpu"]


def test_keys_that_are_no_strings_are_written_as_python_writes_them() -> None:
    assert plain({1: "a", (0, "b"): 2, False: 3}) == {"1": "a", "(0, 'b')": 2, "False": 3}
    assert plain({None: 1}) == Foreign("a dict")


def test_nesting_ends_where_the_limit_is() -> None:
    assert plain(nested(6)) == nested(6)
    deepest: Any = plain(nested(7))
    for _ in range(6):
        (deepest,) = deepest
    assert deepest == Foreign("something nested too deeply")


def test_a_list_that_holds_itself_ends() -> None:
    loop: list[Any] = []
    loop.append(loop)
    assert plain(loop) == [[[[[[Foreign("something nested too deeply")]]]]]]


def test_a_long_list_is_refused_before_it_is_walked() -> None:
    description = f"a list of {MAX_ITEMS + 1}, where {MAX_ITEMS} nested items are the limit"
    assert plain([None] * (MAX_ITEMS + 1)) == Foreign(description)


def test_many_short_lists_exhaust_one_budget() -> None:
    found = plain([[0] * 99 for _ in range(200)])
    assert isinstance(found, list)
    assert found[0] == [0] * 99
    assert found[-1] == Foreign(f"more than {MAX_ITEMS} nested items")


def test_long_texts_are_cut() -> None:
    assert plain("x" * (MAX_TEXT + 1)) == "x" * MAX_TEXT


def test_an_integer_too_long_to_print_is_refused() -> None:
    assert plain(2**MAX_BITS - 1) == 2**MAX_BITS - 1
    assert plain(-(2**MAX_BITS)) == Foreign(f"an integer of {MAX_BITS + 1} bits")


def test_a_call_counts_its_operators() -> None:
    assert Call("f", {"aten::mul": 2, "aten::add": 1}).total == 3


def test_every_tensor_of_a_value_can_be_replaced() -> None:
    value = {"a": (torch.ones(2), [torch.ones(1), "text"])}
    assert map_tensors(value, lambda t: t.numel()) == {"a": (2, [1, "text"])}
