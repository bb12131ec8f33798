"""Whatever arrives on the wire, the grader refuses it or makes a plain value of it, and nothing else happens.

`FUZZ_FRAMES=10000000 pytest tests/hostile/test_wire_holds.py` tries more than the 100,000 frames of every run.
A failure names the seed and the number of its frame, which `bent(seed, number)` makes again.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch
from bent_frames import NONCE, an_observation, bent, join

from autograder.errors import InstructorError
from autograder.grading import wire
from autograder.grading.worker import read_probes
from autograder.modules import FailedLine
from autograder.observation import (
    MAX_BITS,
    MAX_DEPTH,
    MAX_TEXT,
    Call,
    Ending,
    Foreign,
    Frame,
    Observation,
    Stop,
)
from autograder.observe import same

# torch says so of one of the dtypes that the wire carries.
pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental:UserWarning")

SEEDS = 8
FRAMES = max(100_000, int(os.environ.get("FUZZ_FRAMES", "0"))) // SEEDS
BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def is_unsafe(character: str) -> bool:
    control = unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n"
    return control or unicodedata.bidirectional(character) in BIDIRECTIONAL


UNSAFE = re.compile(f"[{''.join(re.escape(chr(n)) for n in range(0x10000) if is_unsafe(chr(n)))}]")


def assert_holds(data: bytes) -> Iterator[str]:
    """Each reader refuses a frame or makes a plain value of it; how it went, in words."""
    try:
        frame = receive(data)
    except (wire.ProtocolError, ConnectionError) as refusal:
        yield str(refusal)
        return
    for read, pack in READERS:
        try:
            value = read(frame)
        except wire.ProtocolError as refusal:
            yield str(refusal)
        except InstructorError as error:
            in_words([error.message.removeprefix("the probes do not load: "), error.where], [])
            yield "the probes do not load"
        else:
            tensors: list[torch.Tensor] = []
            words = in_words(value, tensors)
            assert_bounded(tensors, frame)
            assert in_words(read(receive(join(pack(value)))), []) == words
            yield f"{read.__name__} accepts it"


def receive(data: bytes) -> wire.Received:
    """Read a frame from a stream that ends after it, as that of a sandbox does that hangs up."""
    at = 0

    def fill(view: memoryview) -> None:
        nonlocal at
        part = data[at : at + len(view)]
        at += len(part)
        if len(part) < len(view):
            raise ConnectionError("the stream ended")
        view[:] = part

    return wire.receive(fill, NONCE)


READERS: list[tuple[Callable[[wire.Received], Any], Callable[[Any], list[Any]]]] = [
    (wire.read_observation, lambda seen: wire.pack_observation(NONCE, seen)),
    (wire.read_loaded, lambda loaded: wire.pack_loaded(NONCE, *loaded)),
    (read_probes, lambda names: wire.pack(NONCE, ["", "", list(names)])),
]


def in_words(value: Any, tensors: list[torch.Tensor], levels: int = MAX_DEPTH + 1) -> Any:
    """A value with its types and to its last bit, if it is plain: exact types, safe texts, bare tensors."""
    kind = type(value)
    assert levels >= 0
    if kind is str:
        assert len(value) <= MAX_TEXT
        assert not UNSAFE.search(value)
        return value
    if kind in (list, tuple):
        return kind, [in_words(item, tensors, levels - 1) for item in value]
    if kind is dict:
        assert all(type(key) is str for key in value)
        pairs = ((in_words(key, []), in_words(item, tensors, levels - 1)) for key, item in value.items())
        return kind, list(pairs)
    if kind in FIELDS:
        fields = list(vars(value).values())
        assert all(type(field) in types for field, types in zip(fields, FIELDS[kind], strict=True))
        return kind, [in_words(field, tensors, levels) for field in fields]
    if kind is torch.Tensor:
        tensors.append(value)
        raw = value.reshape(-1).view(torch.uint8).numpy().tobytes() if value.numel() else b""
        assert value.dtype in wire.DTYPE_NAMES
        assert value.dtype is not torch.bool or set(raw) <= {0, 1}
        return value.dtype, tuple(value.shape), raw
    assert value is None or kind in (bool, int, float, Ending)
    assert kind is not int or value.bit_length() <= MAX_BITS
    return kind, repr(value)


FIELDS: dict[type, list[tuple[type, ...]]] = {
    Observation: [(dict, type(None)), (Stop, type(None)), (tuple,), (tuple,), (float,)],
    Stop: [(Ending,), (str,), (str,), (tuple,)],
    Frame: [(int,), (str,), (str,)],
    FailedLine: [(int,), (str,), (str,)],
    Call: [(str,), (dict,)],
    Foreign: [(str,)],
}


def assert_bounded(tensors: list[torch.Tensor], frame: wire.Received) -> None:
    """Tensors are contiguous in memory of their own, and no larger together than what came with the frame."""
    storages = [tensor.untyped_storage() for tensor in tensors]
    assert all(tensor.is_contiguous() and not tensor.requires_grad for tensor in tensors)
    assert [storage.nbytes() for storage in storages] == [tensor.nbytes for tensor in tensors]
    assert sum(storage.nbytes() for storage in storages) <= len(frame.body)
    came = [torch.frombuffer(frame.body, dtype=torch.uint8).untyped_storage()] if len(frame.body) else []
    places = [storage.data_ptr() for storage in (*storages, *came) if storage.nbytes()]
    assert len(set(places)) == len(places)


REFUSALS = set(re.findall(r'ProtocolError\("([^"]+)"\)', Path(wire.__file__).read_text(encoding="utf-8")))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_frame_is_refused_or_becomes_a_plain_value(seed):
    outcomes: Counter[str] = Counter()
    for number in range(FRAMES):
        data = bent(seed, number)
        try:
            outcomes.update(assert_holds(data))
        except Exception as error:
            pytest.fail(f"seed {seed}, frame {number}, {len(data)} bytes, {error!r}: {data[:2000]!r}")
    assert REFUSALS - outcomes.keys() == set()
    accepted = {read.__name__: outcomes[f"{read.__name__} accepts it"] for read, _ in READERS}
    assert min(accepted.values()) > FRAMES // 50, accepted


@pytest.mark.parametrize("seed", range(3))
def test_what_is_sent_is_what_is_read(seed):
    random = Random(seed)
    for _ in range(1000):
        sent = an_observation(random)
        seen = wire.read_observation(receive(join(wire.pack_observation(NONCE, sent))))
        assert same(seen.values, sent.values)
        assert (seen.stop, seen.mutated, seen.calls, seen.seconds) == (
            sent.stop,
            sent.mutated,
            sent.calls,
            sent.seconds,
        )
