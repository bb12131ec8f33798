"""Recorded observations of the reference and of every mutant, in one safetensors file.

Tensors lie in the file's body, each distinct one once; everything else is JSON in its header. Nothing in the
format can run code when it is read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from autograder.checks import Check
from autograder.compare import difference
from autograder.draw import canary
from autograder.errors import InstructorError
from autograder.observation import Call, Ending, Foreign, Frame, Observation, Stop, Value

SNAPSHOT_SCHEMA = 1
Key = tuple[str, int]
"""A check's name and a seed."""


@dataclass(frozen=True)
class Snapshot:
    """What the reference and the mutants did on given seeds; answers the judge's questions from a file.

    Attributes:
        release: the assignment's slug and the digest of what it was recorded from.
        seeds: of each check.
        expected: the reference's observations.
        mutants: each mutant's observations where they differ from the reference's, by mutant name.
        hints: each mutant's hint.
        names: for each mutant, the checks it is meant to fail.
        complete: for which keys every mutant was run.
        hidden: titles of the checks that only the judge has.
        canary: of the machine that recorded.
        costs: the most CPU seconds that the reference took on a seed of each check; empty in a release.
    """

    release: str
    seeds: Mapping[str, tuple[int, ...]]
    expected: Mapping[Key, Observation]
    mutants: Mapping[str, Mapping[Key, Observation]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    complete: frozenset[Key] = frozenset()
    hidden: tuple[str, ...] = ()
    canary: str = field(default_factory=canary)
    costs: Mapping[str, float] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The assignment it was recorded from."""
        return self.release.rpartition("-")[0]

    def observation(self, check: Check, seed: int) -> Observation:
        """The reference's observation."""
        return self.expected[check.name, seed]

    def mistakes(self, check: Check, seed: int) -> Mapping[str, Observation]:
        """The mutants' observations, those that are meant to fail this check first."""
        return named_first(self.mutants, self.names, (check.name, seed))


def named_first(
    mutants: Mapping[str, Mapping[Key, Observation]], names: Mapping[str, tuple[str, ...]], key: Key
) -> dict[str, Observation]:
    """The mutants' observations under a key, those that are meant to fail its check first."""
    found = {name: seen[key] for name, seen in mutants.items() if key in seen}
    return dict(sorted(found.items(), key=lambda item: key[0] not in names.get(item[0], ())))


def agrees(a: Observation, b: Observation) -> bool:
    """Whether two recordings of one probe are the same up to rounding."""
    if (a.values is None) != (b.values is None) or a.mutated != b.mutated:
        return False
    if a.values is None or b.values is None:
        return a.stop == b.stop
    return difference(a.values, b.values) is None


def write_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Write the file; the same snapshot gives the same bytes, and values keep the order of their probe."""
    store = _TensorStore()
    body = {
        "seeds": {check: list(seeds) for check, seeds in sorted(snapshot.seeds.items())},
        "expected": _pack_all(snapshot.expected, store),
        "mutants": {name: _pack_all(seen, store) for name, seen in sorted(snapshot.mutants.items())},
        "hints": dict(sorted(snapshot.hints.items())),
        "names": {k: list(v) for k, v in sorted(snapshot.names.items())},
        "hidden": list(snapshot.hidden),
        "costs": dict(sorted(snapshot.costs.items())),
        "complete": [f"{check}@{seed}" for check, seed in sorted(snapshot.complete)],
    }
    header = {
        "schema": str(SNAPSHOT_SCHEMA),
        "release": snapshot.release,
        "canary": snapshot.canary,
        "body": json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False),
    }
    path.write_bytes(save(store.tensors, metadata={"index": json.dumps(header, sort_keys=True)}))


def read_snapshot(path: Path) -> Snapshot:
    """Read the file.

    Raises:
        InstructorError: it is missing, damaged, or of another schema.
    """
    again = "Write it again with `autograder release`, or download the assignment again."
    if not path.is_file():
        raise InstructorError("is missing", where=str(path), hint=again)
    try:
        with safe_open(str(path), framework="pt") as file:
            header = json.loads((file.metadata() or {})["index"])
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        if header["schema"] != str(SNAPSHOT_SCHEMA):
            raise InstructorError(
                f"has schema {header['schema']}, this version reads {SNAPSHOT_SCHEMA}",
                where=str(path),
                hint=again,
            )
        body = json.loads(header["body"])
        return Snapshot(
            release=header["release"],
            canary=header["canary"],
            seeds={check: tuple(seeds) for check, seeds in body["seeds"].items()},
            expected=_unpack_all(body["expected"], tensors),
            mutants={name: _unpack_all(seen, tensors) for name, seen in body["mutants"].items()},
            hints=body["hints"],
            names={k: tuple(v) for k, v in body["names"].items()},
            hidden=tuple(body["hidden"]),
            complete=frozenset(_key(k) for k in body["complete"]),
            costs=body.get("costs", {}),
        )
    except (SafetensorError, LookupError, AttributeError, ValueError, TypeError, OSError) as error:
        what = f"is damaged ({type(error).__name__}: {error})"
        raise InstructorError(what, where=str(path), hint=again) from error


class _TensorStore:
    """Tensors by key, each distinct content once."""

    def __init__(self) -> None:
        self.tensors: dict[str, torch.Tensor] = {}
        self._keys: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def add(self, tensor: torch.Tensor) -> str:
        content = tensor.contiguous()
        raw = content.reshape(-1).view(torch.uint8).numpy().tobytes() if content.numel() else b""
        identity = (str(content.dtype), tuple(content.shape), raw)
        if identity not in self._keys:
            self._keys[identity] = f"t{len(self._keys):05d}"
            self.tensors[self._keys[identity]] = content.clone()
        return self._keys[identity]


def _pack_all(seen: Mapping[Key, Observation], store: _TensorStore) -> dict[str, Any]:
    return {f"{check}@{seed}": _pack(seen[check, seed], store) for check, seed in sorted(seen)}


def _unpack_all(packed: Mapping[str, Any], tensors: Mapping[str, torch.Tensor]) -> dict[Key, Observation]:
    return {_key(key): _unpack(entry, tensors) for key, entry in packed.items()}


def _key(text: str) -> Key:
    check, _, seed = text.rpartition("@")
    return check, int(seed)


def _pack(seen: Observation, store: _TensorStore) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if seen.values is not None:
        entry["values"] = [[name, _pack_value(value, store)] for name, value in seen.values.items()]
    if seen.stop:
        s = seen.stop
        entry["stop"] = [s.ending.value, s.type, s.message, [[f.line, f.function, f.text] for f in s.frames]]
    if seen.mutated:
        entry["mutated"] = list(seen.mutated)
    if seen.calls:
        entry["calls"] = [[c.name, dict(sorted(c.operators.items()))] for c in seen.calls]
    return entry


def _unpack(entry: Mapping[str, Any], tensors: Mapping[str, torch.Tensor]) -> Observation:
    values = entry.get("values")
    stop = entry.get("stop")
    return Observation(
        None if values is None else {name: _unpack_value(v, tensors) for name, v in values},
        Stop(Ending(stop[0]), stop[1], stop[2], tuple(Frame(*f) for f in stop[3])) if stop else None,
        tuple(entry.get("mutated", ())),
        tuple(Call(name, operators) for name, operators in entry.get("calls", ())),
    )


def _pack_value(value: Value, store: _TensorStore) -> Any:
    if isinstance(value, torch.Tensor) and value.is_complex():
        return {str(value.dtype).removeprefix("torch."): store.add(torch.view_as_real(value))}
    if isinstance(value, torch.Tensor):
        return {"tensor": store.add(value)}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": repr(value)}
    if isinstance(value, tuple | list):
        return {type(value).__name__: [_pack_value(v, store) for v in value]}
    if isinstance(value, dict):
        return {"dict": [[k, _pack_value(v, store)] for k, v in value.items()]}
    if isinstance(value, Foreign):
        return {"foreign": value.description}
    return value


def _unpack_value(packed: Any, tensors: Mapping[str, torch.Tensor]) -> Value:
    if not isinstance(packed, dict):
        return packed  # type: ignore[no-any-return]
    ((kind, content),) = packed.items()
    if kind == "tensor":
        return tensors[content]
    if kind.startswith("complex"):
        return torch.view_as_complex(tensors[content])
    if kind == "float":
        return float(content)
    if kind == "foreign":
        return Foreign(content)
    if kind == "dict":
        return {k: _unpack_value(v, tensors) for k, v in content}
    if kind not in ("list", "tuple"):
        raise ValueError(f"no value is a {kind}")
    items = [_unpack_value(v, tensors) for v in content]
    return tuple(items) if kind == "tuple" else items
