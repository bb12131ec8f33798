"""Frames made to be almost right: each begins as one that the sandbox would send, and is then bent.

`bent(seed, number)` is the same frame on every machine. What is bent is its payload, its text, its body, its
header, its bytes, or several of these.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import torch

from autograder.grading import wire
from autograder.modules import FailedLine
from autograder.observation import MAX_BITS, MAX_DEPTH, Call, Ending, Foreign, Frame, Observation, Stop

NONCE = bytes(range(16))


# What the sandbox sends.


def valid(random: Random) -> tuple[Any, bytes]:
    """A frame as the sandbox sends it: its payload and its body."""
    data = join(random.choice([observation_frame, observation_frame, loaded_frame, probes_frame])(random))
    size = wire.HEADER.unpack_from(data)[1]
    return json.loads(data[wire.HEADER.size :][:size]), data[wire.HEADER.size + size :]


def observation_frame(random: Random) -> list[Any]:
    return wire.pack_observation(NONCE, an_observation(random))


def loaded_frame(random: Random) -> list[Any]:
    failed = [
        FailedLine(random.randrange(99), a_text(random), a_text(random)) for _ in range(random.randrange(4))
    ]
    return wire.pack_loaded(NONCE, failed, a_stop(random) if random.random() < 0.5 else None)


def probes_frame(random: Random) -> list[Any]:
    names = [a_text(random) for _ in range(random.randrange(5))]
    return wire.pack(NONCE, random.choice([["", "", names], [a_text(random), a_text(random), []]]))


def an_observation(random: Random) -> Observation:
    stopped = random.random() < 0.2
    return Observation(
        None if stopped else {a_text(random): a_value(random, 0) for _ in range(random.randrange(5))},
        a_stop(random) if stopped else None,
        tuple(a_text(random) for _ in range(random.randrange(3))),
        tuple(
            Call(a_text(random), {a_text(random): random.randrange(2**31)})
            for _ in range(random.randrange(3))
        ),
        random.expovariate(1),
    )


def a_stop(random: Random) -> Stop:
    frames = (
        Frame(random.randrange(999), a_text(random), a_text(random)) for _ in range(random.randrange(3))
    )
    return Stop(random.choice(list(Ending)), a_text(random), a_text(random), tuple(frames))


def a_value(random: Random, depth: int) -> Any:
    kind = random.randrange(9 if depth < MAX_DEPTH else 6)
    if kind < 3:
        return a_tensor(random)
    if kind == 3:
        return random.choice([None, True, False, a_text(random), Foreign(a_text(random))])
    if kind == 4:
        return (
            random.randrange(2)
            * random.choice([-1, 1])
            * random.getrandbits(random.choice([1, 8, 63, 65, MAX_BITS]))
        )
    if kind == 5:
        return random.choice([0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 1e308, random.gauss(0, 1)])
    items = [a_value(random, depth + 1) for _ in range(random.randrange(4))]
    return [items, tuple(items), {a_text(random): item for item in items}][kind - 6]


def a_text(random: Random) -> str:
    alphabet = random.choice(
        ["abc", "nan T l t d f F", '\t\n"\\/ {}[],:', "αβγ\ufffd\u200f", "\U0001f600e\u0301"]
    )
    length = 4000 if random.random() < 0.01 else random.randrange(8)
    return "".join(random.choices(alphabet, k=length))


def a_tensor(random: Random) -> torch.Tensor:
    dtype = random.choice(list(wire.DTYPES.values()))
    shape = [random.choice([0, 1, 1, 2, 3, 5]) for _ in range(random.randrange(4))]
    size = math.prod(shape) * dtype.itemsize
    raw = bytearray(random.randbytes(size) if random.random() < 0.7 else b"\xff" * size)
    if dtype is torch.bool:
        raw = bytearray(byte & 1 for byte in raw)
    tensor = (
        torch.frombuffer(raw, dtype=torch.uint8).view(dtype).reshape(shape)
        if raw
        else torch.empty(shape, dtype=dtype)
    )
    change = random.randrange(4)
    if change == 0:
        return tensor.unsqueeze(0).expand(random.choice([0, 1, 4]), *shape)
    return tensor.movedim(0, -1) if change == 1 and shape else tensor


def join(parts: list[Any]) -> bytes:
    return b"".join(map(bytes, parts))


# How it is bent.

TOKENS: list[Any] = [
    *(None, True, False, 0, 1, -1, 2**31 - 1, 2**31, 2**47, 2**48, 2**48 + 1, 2**63, 2**64, -(2**4096)),
    *(0.0, -0.0, 0.5, -1.0, 1e308, 5e-324, 10**3999),
    *("", "T", "l", "t", "d", "f", "F", "nan", "inf", "-inf", "NaN", "1e5", "qint8", "float", *wire.DTYPES),
    *("passed", "raised", "died", "timeout", "not written"),
    *(
        "\ud800",
        "\udc00\ud83d",
        "\x00",
        "\x1b[31m",
        "\x9b",
        "\r",
        "\u202e\u2066",
        "a" * 4001,
        "\ud83d" * 4000,
    ),
    *(
        [],
        [[]],
        {},
        {"a": 1},
        {"T": ["int8", [64]]},
        ["l", []],
        ["t", [[]]],
        ["f", "nan"],
        ["f", 1],
        ["F", "x"],
    ),
    *(["d", [["a", 1], ["a", 2]]], ["d", [["\ud800", 1], ["\udfff", 2]]], ["d", {"a": 1}], ["d", [["a"]]]),
    *(
        ["T"],
        ["T", "int8"],
        ["T", "int8", []],
        ["T", "int8", [64]],
        ["T", "bool", [64]],
        ["T", "bool", [8, 8]],
    ),
    *(["T", "int8", [-1]], ["T", "int8", [-8, -8]], ["T", "int8", [True]], ["T", "int8", [64.0]]),
    *(["T", "int8", ["64"]], ["T", "int8", 64], ["T", "int8", {}], ["T", [], [1]], ["T", "int8", [1] * 64]),
    *(["T", "int8", [1] * 65], ["T", "int8", [0] * 65], ["T", "float32", [0, 2**40, 2**40]]),
    *(["T", "float32", [0, 2**48]], ["T", "int8", [2**49, 0]], ["T", "complex128", [2**44]]),
    *(["T", "float64", [2**62]], ["T", "int8", [2**32, 2**32]], ["T", "int64", [3, 0, 5]]),
]
LITERALS = [
    *(
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"-0",
        b"-0.0",
        b"1E400",
        b"-1e999",
        b"1e-999",
        b"0x10",
        b"01",
        b"1.",
    ),
    *(b"9" * 4000, b"9" * 4301, b"-" + b"9" * 5000, b"0." + b"1" * 5000, b"1e" + b"9" * 30),
    *(b'"\\ud800"', b'"\\udc00\\ud83d"', b'"\\u0000"', b'"\\u12"', b'"\\x41"', b'"\x01"', b'"\x7f"', b'"'),
    *("\ufeff".encode(), "é".encode(), b"\xff\xfe", b"\x00", b"//", b"null", b"true", b"[]", b"{}"),
    *(b'{"a":1,"a":2}', b"[" * 50, b"[" * 20_000, b"]" * 50, b"[[[[[[[[1]]]]]]]]", b'["l",[' * 400, b"," * 3),
    b'["l",[' * 400 + b"]]" * 400,
]
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+|[\[\]{},:]')


def bent(seed: int, number: int) -> bytes:
    """The frame of that number: the same on every machine."""
    random = Random(seed << 40 | number)
    payload, body = pick(seed, random)
    count = random.choice([0, 1, 1, 1, 2, 3])
    how = random.choices(["payload", "text", "body", "header", "bytes"], [50, 15, 12, 8, 15], k=count)
    if "body" in how:
        body = bend_body(random, body)
    for _ in range(how.count("payload")):
        payload = bend_payload(random, payload, pick(seed, random)[0])
    text = json.dumps(payload, separators=(",", ":")).encode("ascii")
    if "text" in how:
        text = bend_text(random, text)
    data = bend_header(random, len(text), len(body), really="header" in how) + text + body
    return bend_bytes(random, data, seed) if "bytes" in how else data


def pick(seed: int, random: Random) -> tuple[Any, bytes]:
    """One of the frames that the others of a seed are made of."""
    text, body = pool(seed)[random.randrange(200)]
    return json.loads(text), body


@cache
def pool(seed: int) -> list[tuple[str, bytes]]:
    random = Random(seed)
    return [(json.dumps(payload), body) for payload, body in (valid(random) for _ in range(200))]


def bend_payload(random: Random, payload: Any, other: Any) -> Any:
    places = list(slots(payload))
    if not places or random.random() < 0.02:
        return deepcopy(random.choice(TOKENS))
    first = list(slots(payload[0]))  # the values of an observation
    tensors = [place for place in first if place[0][0] == "T" or all(type(n) is int for n in place[0])]
    parent, index = random.choice(random.choice([places, first, tensors]) or places)
    node = parent[index]
    match random.randrange(9):
        case 0 | 1:
            parent[index] = deepcopy(random.choice(TOKENS))
        case 2:
            parent[index] = [random.choice("TltdfF"), deepcopy(random.choice([random.choice(TOKENS), node]))]
        case 3:
            del parent[index]
        case 4:
            parent.insert(index, deepcopy(random.choice([random.choice(TOKENS), node])))
        case 5 | 6 as where:
            there, at = random.choice((where == 5 and places) or list(slots(other)) or [([None], 0)])
            parent[index] = deepcopy(there[at])
        case 7:
            tag = random.choice("ltd")
            for _ in range(random.choice([1, 6, 7, 8, 50])):
                parent[index] = [tag, [["a", parent[index]] if tag == "d" else parent[index]]]
        case 8 if type(node) is list and node:
            parent[index] = node * random.choice([2, 300 // len(node) + 1 if len(places) < 100 else 3])
        case 8 if type(node) is int:
            changed = [-node, node + 1, node << 40, float(node % 2**50), bool(node), str(node % 2**50)]
            parent[index] = random.choice(changed)
        case 8 if type(node) is str:
            parent[index] = random.choice([node.upper(), node + "\x1b", [node], node * 3, node[1:]])
        case 8 if type(node) is float:
            parent[index] = random.choice([-node, node * 1e3, int(node % 2**50), repr(node)])
    return payload


def slots(node: Any) -> Iterator[tuple[list[Any], int]]:
    """Every place in a payload, as a list and an index."""
    lists = [node] if type(node) is list else []
    while lists:
        here = lists.pop()
        for index, item in enumerate(here):
            yield here, index
            if type(item) is list:
                lists.append(item)


def bend_text(random: Random, text: bytes) -> bytes:
    tokens = list(TOKEN.finditer(text))
    if not tokens:
        return random.choice(LITERALS)
    start, end = random.choice(tokens).span()
    literal = random.choice(LITERALS)
    return random.choice(
        [text[:start] + literal + text[end:], text[:start] + literal + text[start:], text[:end]]
    )


def bend_body(random: Random, body: bytes) -> bytes:
    at = random.randrange(len(body) + 1)
    return random.choice(
        [
            body[:at],
            body[at:],
            b"",
            body + random.randbytes(random.choice([1, 63, 64, 128])),
            body[:at] + random.randbytes(random.choice([1, 64])) + body[at + 1 :],
            bytes([random.choice([1, 2, 127, 128, 255])]) * len(body),
            random.randbytes(len(body)),
        ]
    )


def bend_header(random: Random, text: int, body: int, *, really: bool) -> bytes:
    fields: list[Any] = [wire.MAGIC, text, body, NONCE]
    if really:
        match random.randrange(4):
            case 0:
                fields[0] = random.choice([b"\x80\x04\x95\x00", b"OBS2", bytes(4)])
            case 1:
                fields[1] = random.choice(
                    [0, max(text - 1, 0), text + 1, text + 64, wire.MAX_META + 1, 2**32 - 1]
                )
            case 2:
                near = [0, max(body - 64, 0), max(body - 1, 0), body + 1, body + 64]
                fields[2] = random.choice([*near, wire.MAX_BODY + 1, 2**45, 2**63, 2**64 - 1])
            case 3:
                fields[3] = random.choice([bytes(16), NONCE[::-1], NONCE[:15] + b"\x00"])
    return wire.HEADER.pack(*fields)


def bend_bytes(random: Random, data: bytes, seed: int) -> bytes:
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    kind = random.randrange(5)
    if kind == 0:
        return data[:end]
    if kind == 1:
        return data[:start] + data[end:]
    if kind == 2:
        return data[:end] + data[start:]
    if kind == 3:
        payload, body = pick(seed, random)
        other = join(wire.pack(NONCE, payload)) + body
        return data[:start] + other[random.randrange(len(other)) :]
    changed = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 8])):
        changed[random.randrange(len(data))] ^= random.choice([1, 2, 32, 128, 255])
    return bytes(changed)
