"""Observations as bytes across the wall: frames of JSON and raw tensors, read as if every byte were a lie.

A frame is a header (magic, two lengths, a nonce), a JSON text, and a body in which each tensor starts at a
multiple of 64 bytes. Tensors take the body's bytes in the order in which the JSON names them, so none can
share or skip bytes; nothing is unpickled and no name is resolved. Values are tagged lists, by exact type.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, NoReturn

import torch

from autograder import training
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
    Value,
)
from autograder.training import Progress

HEADER = struct.Struct("<4sIQ16s")
MAGIC = b"OBS1"
NONCE_BYTES = 16
NONCES: int = 256**NONCE_BYTES
ALIGNMENT = 64
MAX_META = 2 << 20
"""Bytes of JSON in an answer; a hostile text of this size takes 50 MB and half a second to parse."""
MAX_BODY = 64 << 20
"""Bytes of tensors in an answer: eight million float64 numbers."""
MAX_REQUEST = 64 << 20
"""Bytes of JSON in a request, which holds whole modules."""
MAX_FAILED = 200
"""Failed statements that an answer names."""
MAX_NODES = 200_000
MUCH = 1 << 16
"""Bytes that are not copied to save a system call."""
MAX_DIMENSIONS = 64
MAX_SPAN = 2**48
"""Product of a shape's extents, zeros left out: an empty tensor must not overflow its strides."""

DTYPES = {
    name: getattr(torch, name)
    for name in (
        *("float64", "float32", "float16", "bfloat16", "complex128", "complex64", "complex32", "bool"),
        *("int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8"),
        *("float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz"),
    )
}
COMMON = frozenset((torch.float64, torch.float32, torch.int64, torch.bool))
"""Types that numpy has too, which copies a small tensor with less ado."""
DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()}

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class ProtocolError(Exception):
    """The bytes are not a frame this module writes."""


class TooLargeError(Exception):
    """An observation is beyond what one frame carries."""


@dataclass(frozen=True)
class Received:
    """A frame as it came: its length and nonce are checked, the payload is not."""

    nonce: bytes
    payload: Any
    body: memoryview


Fill = Callable[[memoryview], None]
"""Fills the whole view with the next bytes of a stream, or raises."""


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Text that is safe to print: no control, bidirectional or surrogate characters, at most `limit` long."""
    return _CONTROL.sub("\ufffd", text[:limit])


def nth(nonce: bytes, k: int) -> bytes:
    """The nonce of the k-th answer, from 0, to a request that gets several."""
    number = int.from_bytes(nonce, "big") + k
    return int.to_bytes(number % NONCES, NONCE_BYTES, "big")


def pack(nonce: bytes, payload: object, tensors: Iterable[torch.Tensor] = ()) -> list[bytes | memoryview]:
    """A frame as parts to send one after the other."""
    meta = _ENCODER.encode(payload).encode("ascii")
    parts: list[bytes | memoryview] = []
    size = 0
    for tensor in tensors:
        raw = _bytes_of(tensor)
        padding = bytes(-len(raw) % ALIGNMENT)
        parts += [raw, padding]
        size += len(raw) + len(padding)
    return [HEADER.pack(MAGIC, len(meta), size, nonce) + meta, *parts]


def _bytes_of(tensor: torch.Tensor) -> bytes | memoryview:
    count = tensor.numel()
    if not count:  # whose strides may be anything
        return b""
    if count < MUCH and tensor.dtype in COMMON:
        return tensor.detach().numpy().tobytes()
    return tensor.detach().contiguous().reshape(-1).view(torch.uint8).numpy().data


def joined(parts: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    """The same bytes in fewer parts: small ones are sent together, for each sending wakes the other side."""
    small: list[bytes | memoryview] = []
    for part in parts:
        if len(part) < MUCH:
            small.append(part)
            continue
        if small:
            yield b"".join(small)
        small = []
        yield part
    if small:
        yield b"".join(small)


def receive(fill: Fill, nonce: bytes | None, most: int = MAX_META) -> Received:
    """Read one frame.

    Args:
        fill: the stream.
        nonce: what the frame must carry, or None for whatever it carries.
        most: bytes of JSON that it may have.

    Raises:
        ProtocolError: no frame, too large a frame, another nonce, or no JSON.
    """
    header = bytearray(HEADER.size)
    fill(memoryview(header))
    magic, meta_size, body_size, got = HEADER.unpack(header)
    if magic != MAGIC:
        raise ProtocolError("this is no frame")
    if nonce is not None and got != nonce:
        raise ProtocolError("this answers another question")
    if meta_size > most or body_size > MAX_BODY:
        raise ProtocolError("the frame is too large")
    meta = bytearray(meta_size)
    fill(memoryview(meta))
    body = memoryview(bytearray(body_size))
    fill(body)
    return Received(got, _parse(meta), body)


def _parse(meta: bytearray) -> Any:
    try:
        return _DECODER.decode(meta.decode("ascii"))
    except (ValueError, RecursionError):
        raise ProtocolError("the text is not JSON") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_ENCODER = json.JSONEncoder(allow_nan=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_constant=_refuse)


def pack_observation(nonce: bytes, observation: Observation) -> list[bytes | memoryview]:
    """An observation as a frame.

    Raises:
        TooLargeError: it does not fit.
    """
    tensors: list[torch.Tensor] = []
    values = observation.values
    payload = [
        None if values is None else [[name, _encode(value, tensors)] for name, value in values.items()],
        _encode_stop(observation.stop),
        list(observation.mutated),
        [[call.name, list(map(list, call.operators.items()))] for call in observation.calls],
        observation.seconds,
    ]
    parts = pack(nonce, payload, tensors)
    if len(parts[0]) > MAX_META or sum(map(len, parts[1:])) > MAX_BODY:
        raise TooLargeError(
            f"the values are larger than an answer may be: {MAX_BODY >> 20} MB of tensors, "
            f"{MAX_META >> 20} MB of others"
        )
    return parts


def _encode(value: Value, tensors: list[torch.Tensor]) -> Any:
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        size = value.bit_length()  # type: ignore[union-attr]
        return value if size <= MAX_BITS else ["F", f"an integer of {size} bits"]
    if kind is float:
        return value if math.isfinite(value) else ["f", repr(value)]  # type: ignore[arg-type]
    if isinstance(value, Foreign):
        return ["F", value.description]
    if isinstance(value, torch.Tensor):
        return _encode_tensor(value, tensors)
    if isinstance(value, dict):
        return ["d", [[key, _encode(item, tensors)] for key, item in value.items()]]
    return ["l" if kind is list else "t", [_encode(item, tensors) for item in value]]  # type: ignore[union-attr]


def _encode_tensor(tensor: torch.Tensor, tensors: list[torch.Tensor]) -> list[Any]:
    if tensor.dtype not in DTYPE_NAMES:
        return ["F", f"a tensor of dtype {tensor.dtype}"]
    if not _spans(list(tensor.shape)):
        return ["F", f"a tensor of shape {tuple(tensor.shape)}"]
    tensors.append(tensor)
    return ["T", DTYPE_NAMES[tensor.dtype], list(tensor.shape)]


def _spans(shape: list[int]) -> bool:
    return len(shape) <= MAX_DIMENSIONS and math.prod(max(n, 1) for n in shape) <= MAX_SPAN


def _encode_stop(stop: Stop | None) -> list[Any] | None:
    if stop is None:
        return None
    return [stop.ending.value, stop.type, stop.message, [[f.line, f.function, f.text] for f in stop.frames]]


def pack_loaded(nonce: bytes, failed: Iterable[FailedLine], stop: Stop | None) -> list[bytes | memoryview]:
    """How loading a module went: the first failed statements, and why it ended if it did."""
    lines = [[f.line, f.text, f.error] for f in islice(failed, MAX_FAILED)]
    return pack(nonce, [lines, _encode_stop(stop)])


def read_loaded(frame: Received) -> tuple[tuple[FailedLine, ...], Stop | None]:
    """What `pack_loaded` wrote.

    Raises:
        ProtocolError: it did not write that.
    """
    lines, stop = _items(frame.payload, 2)
    if len(_items(lines)) > MAX_FAILED:
        raise ProtocolError("an answer names fewer failed statements")
    failed = (_items(line, 3) for line in lines)
    return tuple(FailedLine(_line(n), _text(text), _text(error)) for n, text, error in failed), _stop(stop)


def pack_progress(nonce: bytes, progress: Progress) -> list[bytes | memoryview]:
    """How far a training run is, as a frame that comes before its answer."""
    return pack(nonce, asdict(progress))


def is_progress(frame: Received) -> bool:
    """Whether a frame is not the answer yet."""
    return type(frame.payload) is dict


def read_progress(frame: Received) -> Progress:
    """What `pack_progress` wrote.

    Raises:
        ProtocolError: it did not write that.
    """
    try:
        return training.read_progress(frame.payload)
    except ValueError as error:
        raise ProtocolError(str(error)) from None


def read_probes(frame: Received) -> tuple[str, str, tuple[str, ...]]:
    """Where and why probes did not load, or "" twice; and the names of their checks.

    Raises:
        ProtocolError: this is something else.
    """
    where, message, names = _items(frame.payload, 3)
    return _text(where), _text(message), tuple(_text(name) for name in _items(names))


def read_observation(frame: Received) -> Observation:
    """What `pack_observation` wrote, strings cleaned, tensors in memory of their own.

    Raises:
        ProtocolError: it did not write that.
    """
    values, stop, mutated, calls, seconds = _items(frame.payload, 5)
    decoder = _Decoder(frame.body)
    seen = None if values is None else decoder.names(values, 0)
    decoder.finish()
    if (seen is None) == (stop is None):
        raise ProtocolError("an observation has values or a reason for having none")
    if type(seconds) is not float or not 0 <= seconds < math.inf:
        raise ProtocolError("a duration is a number of seconds")
    return Observation(
        seen,
        _stop(stop),
        tuple(_text(name) for name in _items(mutated)),
        tuple(_call(call) for call in _items(calls)),
        seconds,
    )


class _Decoder:
    """Turns tagged lists into values, and the body's bytes into their tensors."""

    def __init__(self, body: memoryview) -> None:
        self._body = body
        self._at = 0
        self._nodes = MAX_NODES

    def finish(self) -> None:
        """Every byte of the body must have been a tensor's."""
        if self._at != len(self._body):
            raise ProtocolError("the frame carries bytes that belong to no tensor")

    def names(self, pairs: Any, depth: int) -> dict[str, Value]:
        """A dictionary from a list of pairs."""
        found: dict[str, Value] = {}
        for pair in _items(pairs):
            key, node = _items(pair, 2)
            name = _text(key)
            if name in found:
                raise ProtocolError("a name occurs twice")
            found[name] = self.value(node, depth)
        return found

    def value(self, node: Any, depth: int) -> Value:
        """One value."""
        self._nodes -= 1
        if self._nodes < 0 or depth > MAX_DEPTH:
            raise ProtocolError("there are too many values")
        if node is None or type(node) is bool:
            return node
        if type(node) is str:
            return clean(node)
        if type(node) is int and node.bit_length() <= MAX_BITS:
            return node
        if type(node) is float and math.isfinite(node):
            return node
        if type(node) is not list or not node:
            raise ProtocolError("this is no value")
        tag, *rest = node
        if tag == "T" and len(rest) == 2:
            return self._tensor(*rest)
        if tag == "d" and len(rest) == 1:
            return self.names(rest[0], depth + 1)
        if tag == "l" and len(rest) == 1:
            return [self.value(item, depth + 1) for item in _items(rest[0])]
        if tag == "t" and len(rest) == 1:
            return tuple(self.value(item, depth + 1) for item in _items(rest[0]))
        if tag == "f" and len(rest) == 1 and rest[0] in ("nan", "inf", "-inf"):
            return float(rest[0])
        if tag == "F" and len(rest) == 1:
            return Foreign(_text(rest[0]))
        raise ProtocolError("this is no value")

    def _tensor(self, name: Any, shape: Any) -> torch.Tensor:
        if type(name) is not str or name not in DTYPES:
            raise ProtocolError("a tensor has a known dtype")
        if not all(type(n) is int and 0 <= n <= MAX_SPAN for n in _items(shape)) or not _spans(shape):
            raise ProtocolError("this is no shape")
        dtype = DTYPES[name]
        size = math.prod(shape) * dtype.itemsize
        if size > len(self._body) - self._at:
            raise ProtocolError("a tensor is larger than what came with it")
        raw = bytearray(self._body[self._at : self._at + size])
        self._at += size + -size % ALIGNMENT
        if size == 0:
            return torch.empty(shape, dtype=dtype)
        if dtype is torch.bool:
            return torch.frombuffer(raw, dtype=torch.uint8).ne(0).view(shape)
        return torch.frombuffer(raw, dtype=dtype).view(shape)


def _items(node: Any, count: int | None = None) -> list[Any]:
    if type(node) is not list or len(node) > MAX_NODES or (count is not None and len(node) != count):
        raise ProtocolError("a list is missing" if count is None else f"a list of {count} is missing")
    return node


def _text(node: Any) -> str:
    if type(node) is not str:
        raise ProtocolError("a text is missing")
    return clean(node)


def _line(node: Any) -> int:
    if type(node) is not int or not 0 <= node < 2**31:
        raise ProtocolError("a count is missing")
    return node


def _stop(node: Any) -> Stop | None:
    if node is None:
        return None
    ending, kind, message, frames = _items(node, 4)
    if ending not in list(Ending):
        raise ProtocolError("this is no ending")
    lines = (_items(frame, 3) for frame in _items(frames))
    found = tuple(Frame(_line(n), _text(function), _text(text)) for n, function, text in lines)
    return Stop(Ending(ending), _text(kind), _text(message), found)


def _call(node: Any) -> Call:
    name, operators = _items(node, 2)
    pairs = (_items(pair, 2) for pair in _items(operators))
    return Call(_text(name), {_text(operator): _line(count) for operator, count in pairs})
