"""Recorded observations survive the file, one file per snapshot, and a damaged file is told as such."""

from __future__ import annotations

import ast
import json
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest
import safetensors.torch
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import autograder.snapshot
from autograder.checks import check
from autograder.draw import Draw, canary
from autograder.errors import InstructorError
from autograder.observation import Call, Ending, Foreign, Frame, Observation, Stop
from autograder.observe import same
from autograder.snapshot import SNAPSHOT_SCHEMA, Snapshot, agrees, read_snapshot, write_snapshot

K = TypeVar("K")
V = TypeVar("V")
AGAIN = "Write it again with `autograder release`, or download the assignment again."
DTYPES = [
    *(torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.float8_e4m3fn),
    *(torch.int64, torch.int32, torch.int16, torch.int8),
    *(torch.uint64, torch.uint32, torch.uint16, torch.uint8, torch.bool),
    *(torch.complex64, torch.complex128),
]


def snapshot(**values: Any) -> Snapshot:
    return Snapshot("bn-0123456789ab", {"a": (1,)}, {("a", 1): Observation(values)}, canary="c")


FULL = Snapshot(
    release="value-iteration-0123456789ab",
    seeds={"b": (3, 4), "a": (1, 2)},
    expected={
        ("b", 3): Observation({"z": torch.ones(2), "a": 1}, mutated=("`x` of `f`",)),
        ("b", 4): Observation({"w": torch.zeros(3)}),
        ("a", 1): Observation({"x": 1.5}, calls=(Call("", {}), Call("f", {"aten::mul": 2, "aten::add": 1}))),
    },
    mutants={
        "raises": {("a", 1): Observation(None, Stop(Ending.RAISED, "E", "m", (Frame(3, "f", "return x"),)))},
        "agrees_everywhere": {},
    },
    hints={"raises": "Why?", "agrees_everywhere": "Hm."},
    names={"raises": ("a", "b"), "agrees_everywhere": ()},
    complete=frozenset({("a", 1), ("b", 3)}),
    hidden=("f · large batch",),
    canary=canary(),
)


def backwards(mapping: Mapping[K, V]) -> dict[K, V]:
    return dict(reversed(list(mapping.items())))


def written(path: Path, what: Snapshot) -> bytes:
    write_snapshot(what, path)
    return path.read_bytes()


def complaint(path: Path) -> str:
    with pytest.raises(InstructorError) as caught:
        read_snapshot(path)
    return str(caught.value).replace(str(path.parent), "DIR")


# Round trip


def test_a_snapshot_comes_back_whole(tmp_path: Path) -> None:
    write_snapshot(FULL, tmp_path / "s")
    back = read_snapshot(tmp_path / "s")
    assert same(back.expected["b", 3].values, FULL.expected["b", 3].values)  # type: ignore[arg-type]
    assert back.expected["b", 3].mutated == ("`x` of `f`",)
    assert back.expected["a", 1] == FULL.expected["a", 1]
    for part in ("release", "seeds", "mutants", "hints", "names", "complete", "hidden", "canary"):
        assert getattr(back, part) == getattr(FULL, part)


def test_the_slug_is_the_release_without_its_digest() -> None:
    assert FULL.slug == "value-iteration"


def test_values_keep_the_order_of_their_probe(tmp_path: Path) -> None:
    write_snapshot(FULL, tmp_path / "s")
    assert list(read_snapshot(tmp_path / "s").expected["b", 3].values or {}) == ["z", "a"]


tensors = st.builds(
    lambda dtype, shape, seed: Draw(seed).integers(-3, 4, *shape).to(dtype),
    st.sampled_from(DTYPES),
    st.lists(st.integers(0, 3), max_size=3),
    st.integers(0, 99),
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**4096), 2**4096)
    | st.floats()
    | st.text()
    | st.builds(Foreign, st.text(max_size=20))
)
values = st.recursive(
    scalars | tensors,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values)
def test_every_kind_of_value_comes_back_bit_by_bit(tmp_path: Path, value: Any) -> None:
    write_snapshot(snapshot(x=value), tmp_path / "s")
    back = read_snapshot(tmp_path / "s").expected["a", 1].values
    assert back is not None
    assert same(back["x"], value)


@pytest.mark.parametrize("value", [-0.0, float("inf"), float("-inf"), float("nan")])
def test_the_odd_floats_come_back(tmp_path: Path, value: float) -> None:
    write_snapshot(snapshot(x=value, y=torch.tensor([value])), tmp_path / "s")
    back = read_snapshot(tmp_path / "s").expected["a", 1].values or {}
    assert repr(back["x"]) == repr(value)
    assert same(back["y"], torch.tensor([value]))


@pytest.mark.parametrize("ending", list(Ending))
def test_every_ending_comes_back(tmp_path: Path, ending: Ending) -> None:
    stop = Stop(ending, "E", "line 1\nline 2 \ud800", (Frame(1, "f", "x"), Frame(2, "<lambda>", "")))
    write_snapshot(Snapshot("a-1", {}, {("a", 1): Observation(None, stop)}), tmp_path / "s")
    assert read_snapshot(tmp_path / "s").expected["a", 1] == Observation(None, stop)


def test_a_dict_that_looks_like_one_of_our_tags_stays_a_dict(tmp_path: Path) -> None:
    write_snapshot(snapshot(x={"tensor": "t00000"}, y=[{"float": "nan"}]), tmp_path / "s")
    back = read_snapshot(tmp_path / "s").expected["a", 1].values
    assert back == {"x": {"tensor": "t00000"}, "y": [{"float": "nan"}]}


def test_an_empty_snapshot_can_be_written(tmp_path: Path) -> None:
    write_snapshot(Snapshot("a-1", {}, {}), tmp_path / "s")
    assert read_snapshot(tmp_path / "s") == Snapshot("a-1", {}, {})


# Bytes


def test_the_same_snapshot_gives_the_same_bytes_however_its_parts_are_ordered(tmp_path: Path) -> None:
    turned = Snapshot(
        release=FULL.release,
        seeds=backwards(FULL.seeds),
        expected=backwards(FULL.expected),
        mutants=backwards(FULL.mutants),
        hints=backwards(FULL.hints),
        names=backwards(FULL.names),
        complete=frozenset(sorted(FULL.complete, reverse=True)),
        hidden=FULL.hidden,
        canary=FULL.canary,
    )
    assert written(tmp_path / "a", FULL) == written(tmp_path / "b", turned)


def test_a_snapshot_that_was_read_gives_the_bytes_it_was_read_from(tmp_path: Path) -> None:
    raw = written(tmp_path / "a", FULL)
    assert written(tmp_path / "b", read_snapshot(tmp_path / "a")) == raw


def test_a_tensor_that_occurs_often_is_stored_once(tmp_path: Path) -> None:
    big = torch.arange(1000.0)
    one = len(written(tmp_path / "a", snapshot(x=big)))
    many = len(written(tmp_path / "b", snapshot(x=[big.clone() for _ in range(10)])))
    assert many - one < 1000


def test_tensors_of_equal_bytes_but_other_dtype_or_shape_stay_apart(tmp_path: Path) -> None:
    value = [
        torch.zeros(4),
        torch.zeros(2, 2),
        torch.zeros(4, dtype=torch.int32),
        torch.zeros(2, dtype=torch.float64),
    ]
    write_snapshot(snapshot(x=value), tmp_path / "s")
    assert same((read_snapshot(tmp_path / "s").expected["a", 1].values or {})["x"], value)


# Damage


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert (
        complaint(tmp_path / "expected.safetensors") == f"DIR/expected.safetensors: is missing\n    {AGAIN}"
    )
    assert complaint(tmp_path) == f"DIR/{tmp_path.name}: is missing\n    {AGAIN}"


@pytest.mark.parametrize("size", [0, 7, 40, 500, -1])
def test_a_truncated_file_is_told(tmp_path: Path, size: int) -> None:
    raw = written(tmp_path / "s", FULL)
    (tmp_path / "s").write_bytes(raw[:size])
    assert complaint(tmp_path / "s").startswith("DIR/s: is damaged (SafetensorError: ")
    assert complaint(tmp_path / "s").endswith(f")\n    {AGAIN}")


def test_another_schema_is_told(tmp_path: Path) -> None:
    index = json.dumps({"schema": "99"})
    (tmp_path / "s").write_bytes(safetensors.torch.save({}, metadata={"index": index}))
    assert (
        complaint(tmp_path / "s")
        == f"DIR/s: has schema 99, this version reads {SNAPSHOT_SCHEMA}\n    {AGAIN}"
    )


BODY: dict[str, Any] = {
    "seeds": {},
    "expected": {},
    "mutants": {},
    "hints": {},
    "names": {},
    "hidden": [],
    "complete": [],
}
STOP = {"stop": ["raised", "E", "m", []]}


@pytest.mark.parametrize(
    "change",
    [
        {"seeds": []},
        {"expected": {"a@one": STOP}},
        {"expected": {"a@1": {"stop": ["exploded", "E", "m", []]}}},
        {"expected": {"a@1": {"stop": ["raised"]}}},
        {"expected": {"a@1": {"values": [["x", {"tensor": "t99999"}]]}}},
        {"expected": {"a@1": {"values": [["x", {"pickle": "gASVAA=="}]]}}},
        {"expected": {"a@1": {"values": [["x", {"list": [], "tuple": []}]]}}},
        {"expected": {"a@1": {"values": 3}}},
        {"complete": ["a"]},
        {"names": {"m": 3}},
    ],
)
def test_a_file_with_another_content_is_damaged(tmp_path: Path, change: dict[str, Any]) -> None:
    index = json.dumps(
        {"schema": "1", "release": "a-1", "canary": "c", "body": json.dumps({**BODY, **change})}
    )
    (tmp_path / "s").write_bytes(safetensors.torch.save({}, metadata={"index": index}))
    assert complaint(tmp_path / "s").startswith("DIR/s: is damaged (")


@pytest.mark.parametrize("index", ["[]", "{}", "no json", '{"schema": "1"}'])
def test_a_file_without_our_index_is_damaged(tmp_path: Path, index: str) -> None:
    (tmp_path / "s").write_bytes(safetensors.torch.save({}, metadata={"index": index}))
    assert complaint(tmp_path / "s").startswith("DIR/s: is damaged (")


def test_somebody_elses_safetensors_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(safetensors.torch.save({"weight": torch.zeros(1)}))
    assert complaint(tmp_path / "s") == f"DIR/s: is damaged (KeyError: 'index')\n    {AGAIN}"


class _Bomb:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Path.touch, (Path("exploded"),)  # type: ignore[return-value]


def test_a_pickle_is_refused_without_being_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("s").write_bytes(pickle.dumps(_Bomb()))
    with pytest.raises(InstructorError, match=r"^s: is damaged"):
        read_snapshot(Path("s"))
    torch.save({"x": torch.zeros(1)}, "t")
    with pytest.raises(InstructorError, match=r"^t: is damaged"):
        read_snapshot(Path("t"))
    assert not Path("exploded").exists()


def test_the_module_neither_pickles_nor_evaluates() -> None:
    tree = ast.parse(Path(autograder.snapshot.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not {"pickle", "marshal", "shelve"} & imported
    assert not {"eval", "exec", "load"} & called


# Answers


def test_a_snapshot_answers_the_judge(tmp_path: Path) -> None:
    def probe(impl: Any, draw: Draw) -> dict[str, Any]:
        return {}

    made = check("f")(probe)
    seen = {name: Observation({"x": name}) for name in ("first", "second", "third")}
    recorded = Snapshot(
        "a-1",
        {},
        {("probe", 1): Observation({"x": 1})},
        mutants={name: {("probe", 1): seen[name]} for name in seen}
        | {"elsewhere": {("other", 1): seen["first"]}},
        names={"second": ("probe",), "first": ("other",)},
    )
    assert recorded.observation(made, 1) == Observation({"x": 1})
    assert list(recorded.mistakes(made, 1)) == ["second", "first", "third"]
    assert recorded.mistakes(made, 2) == {}


# agrees


def test_two_recordings_agree_up_to_rounding() -> None:
    assert agrees(Observation({"x": 1.0}), Observation({"x": 1.0 + 1e-12}))
    assert not agrees(Observation({"x": 1.0}), Observation({"x": 1.0 + 1e-6}))


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (Observation({}), Observation(None), False),
        (Observation(None, Stop(Ending.TIMEOUT)), Observation(None, Stop(Ending.TIMEOUT)), True),
        (Observation(None, Stop(Ending.TIMEOUT)), Observation(None, Stop(Ending.DIED)), False),
        (Observation({"x": 1}), Observation({"x": 1}, mutated=("`x` of `f`",)), False),
        (Observation({"x": 1}), Observation({"x": 1}, calls=(Call("f", {}),), seconds=3.0), True),
        (Observation({"x": 1}), Observation({"y": 1}), False),
        (Observation({"x": True}), Observation({"x": 1}), False),
    ],
)
def test_two_recordings_agree_in_how_they_ended_and_what_they_changed(
    a: Observation, b: Observation, agree: bool
) -> None:
    assert agrees(a, b) is agree
    assert agrees(b, a) is agree
