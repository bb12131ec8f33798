"""The wire carries observations exactly, and survives whatever else is sent."""

from __future__ import annotations

import io
import json
import math
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading import wire
from autograder.modules import FailedLine
from autograder.observation import Call, Ending, Foreign, Frame, Observation, Stop

NONCE = bytes(range(16))


def fuzz(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


def join(parts: list[bytes | memoryview]) -> bytes:
    return b"".join(map(bytes, parts))


def receive(data: bytes, nonce: bytes | None = NONCE) -> wire.Received:
    stream = io.BytesIO(data)

    def fill(view: memoryview) -> None:
        if stream.readinto(view) != len(view):
            raise EOFError

    return wire.receive(fill, nonce)


def there_and_back(observation: Observation) -> Observation:
    return wire.read_observation(receive(join(wire.pack_observation(NONCE, observation))))


def frame(values: Any, body: bytes = b"", *rest: Any) -> bytes:
    """A frame a liar may send: any JSON, any body."""
    meta = json.dumps([values, *(rest or (None, [], [], 0.0))]).encode()
    return wire.HEADER.pack(wire.MAGIC, len(meta), len(body), NONCE) + meta + body


def in_words(value: Any) -> Any:
    """A value with its types, tensors as their bytes, so that == means the same to the last bit."""
    if isinstance(value, torch.Tensor):
        raw = value.reshape(-1).view(torch.uint8).tolist() if value.numel() else []
        return ("tensor", value.dtype, tuple(value.shape), raw)
    if isinstance(value, list | tuple):
        return (type(value), [in_words(item) for item in value])
    if isinstance(value, dict):
        return [(key, in_words(item)) for key, item in value.items()]
    return (type(value), repr(value))


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, 0, -1, 2**53 + 1, -(2**4095), 0.1, -0.0, 1e-320, math.inf, -math.inf, math.nan),
        *("", "α β\n\t", Foreign("a numpy.ndarray"), (), [], {}),
        ((1, [2.0, {"a": (None, "b")}]), {"c": torch.ones(2)}),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_value_arrives_with_its_exact_type(value):
    seen = there_and_back(Observation({"name": value}))
    assert in_words(seen.values) == in_words({"name": value})


@pytest.mark.parametrize("name", wire.DTYPES)
def test_tensor_of_every_dtype_arrives_bit_by_bit(name):
    dtype = wire.DTYPES[name]
    raw = torch.arange(6 * dtype.itemsize, dtype=torch.uint8)
    tensor = (raw % 2 == 0)[:6].reshape(2, 3) if name == "bool" else raw.view(dtype).reshape(2, 3)
    seen = there_and_back(Observation({"x": tensor}))
    assert in_words(seen.values) == in_words({"x": tensor})


@pytest.mark.parametrize(
    "tensor",
    [
        torch.tensor(3.5),
        torch.tensor([math.nan, math.inf, -0.0]),
        torch.empty(0),
        torch.empty(3, 0, 2, dtype=torch.int64),
        torch.tensor([1 + 2j, complex(math.nan, -0.0)]),
        torch.arange(12.0).reshape(3, 4).T,
        torch.ones(1).expand(2, 5),
    ],
    ids=["0-d", "not finite", "empty", "empty with extents", "complex", "transposed", "expanded"],
)
def test_tensor_of_every_shape_arrives(tensor):
    seen = there_and_back(Observation({"x": tensor, "y": 1}))
    assert in_words(seen.values) == in_words({"x": tensor.contiguous(), "y": 1})


def test_tensors_arrive_in_memory_of_their_own():
    seen = there_and_back(Observation({"a": torch.zeros(3), "b": torch.zeros(3)}))
    assert seen.values
    seen.values["a"].add_(1)
    assert seen.values["b"].tolist() == [0, 0, 0]
    assert seen.values["b"].untyped_storage().nbytes() == 12


def test_everything_beside_the_values_arrives():
    stop = Stop(Ending.RAISED, "ValueError", "shape", (Frame(3, "f", "return x @ y"), Frame(9, "g", "f(x)")))
    calls = (Call("", {"aten::mul": 2}), Call("f", {}))
    sent = Observation(None, stop, ("`X` of `f`",), calls, 0.25)
    seen = there_and_back(sent)
    assert seen == sent
    assert seen.seconds == 0.25


def test_failed_lines_and_the_reason_of_a_failed_load_arrive():
    failed = (FailedLine(2, "import pandas", "ModuleNotFoundError: No module named 'pandas'"),)
    for stop in (None, Stop(Ending.RAISED, "SyntaxError", "invalid syntax")):
        assert wire.read_loaded(receive(join(wire.pack_loaded(NONCE, failed, stop)))) == (failed, stop)


@pytest.mark.parametrize(
    ("value", "description"),
    [
        (2**4096, "an integer of 4097 bits"),
        (torch.zeros(2).to(torch.float8_e8m0fnu), "a tensor of dtype torch.float8_e8m0fnu"),
        (torch.empty(0, 2**49), f"a tensor of shape (0, {2**49})"),
    ],
)
def test_what_the_wire_does_not_carry_arrives_as_foreign(value, description):
    assert there_and_back(Observation({"x": value})).values == {"x": Foreign(description)}


def test_only_the_first_failed_lines_are_named():
    failed = [FailedLine(line, "import pandas", "ModuleNotFoundError") for line in range(1000)]
    lines, _ = wire.read_loaded(receive(join(wire.pack_loaded(NONCE, failed, None))))
    assert lines == tuple(failed[:200])


def test_observation_beyond_the_limit_is_not_packed():
    with pytest.raises(wire.TooLargeError) as caught:
        wire.pack_observation(NONCE, Observation({"x": torch.zeros(wire.MAX_BODY + 1, dtype=torch.uint8)}))
    assert str(caught.value) == (
        "the values are larger than an answer may be: 64 MB of tensors, 2 MB of others"
    )
    with pytest.raises(wire.TooLargeError):
        wire.pack_observation(NONCE, Observation({"x": "a" * (wire.MAX_META + 1)}))


def test_control_characters_are_replaced_and_long_texts_cut():
    stop = Stop(Ending.RAISED, "E\x1b[0m", "\x1b[31mred\r\n\tfine\x00\x9b\u202eevil\ud800", ())
    seen = there_and_back(Observation(None, stop)).stop
    assert seen == Stop(Ending.RAISED, "E�[0m", "�[31mred�\n\tfine���evil�", ())
    assert len(there_and_back(Observation({"x": "a" * 5000})).values["x"]) == 4000


REFUSED = {
    "an empty tensor with huge extents": (
        frame([["x", ["T", "float32", [0, 2**40, 2**40]]]]),
        "this is no shape",
    ),
    "more dimensions than tensors have": (
        frame([["x", ["T", "int8", [1] * 65]]], bytes(64)),
        "this is no shape",
    ),
    "a negative extent": (frame([["x", ["T", "int8", [-1, -1]]]], bytes(64)), "this is no shape"),
    "an extent that is a float": (frame([["x", ["T", "int8", [1.0]]]], bytes(64)), "this is no shape"),
    "an extent that is a bool": (frame([["x", ["T", "int8", [True]]]], bytes(64)), "this is no shape"),
    "one buffer for many tensors": (
        frame([[f"x{i}", ["T", "int8", [64]]] for i in range(1000)], bytes(64)),
        "a tensor is larger than what came with it",
    ),
    "a tensor longer than the body": (
        frame([["x", ["T", "int64", [9]]]], bytes(64)),
        "a tensor is larger than what came with it",
    ),
    "a body that belongs to nobody": (
        frame([], bytes(64)),
        "the frame carries bytes that belong to no tensor",
    ),
    "a body without padding": (
        frame([["x", ["T", "int8", [3]]]], bytes(3)),
        "the frame carries bytes that belong to no tensor",
    ),
    "an unknown dtype": (frame([["x", ["T", "qint8", [1]]]], bytes(64)), "a tensor has a known dtype"),
    "a dtype that is a list": (frame([["x", ["T", [], [1]]]], bytes(64)), "a tensor has a known dtype"),
    "an integer of 4,000 digits": (frame([["x", 10**3999]]), "this is no value"),
    "a number beyond floats": (frame([["x", 1.12345]]).replace(b"1.12345", b"1e99999"), "this is no value"),
    "a bare NaN": (frame([["x", math.nan]]), "the text is not JSON"),
    "an unknown tag": (frame([["x", ["Z", 1]]]), "this is no value"),
    "an empty node": (frame([["x", []]]), "this is no value"),
    "a JSON object": (frame([["x", {"a": 1}]]), "this is no value"),
    "a float by an unknown name": (frame([["x", ["f", "1e5"]]]), "this is no value"),
    "a name twice": (frame([["x", 1], ["x", 2]]), "a name occurs twice"),
    "a name that is no text": (frame([[1, 1]]), "a text is missing"),
    "half a pair": (frame([["x"]]), "a list of 2 is missing"),
    "deep nesting": (
        frame([["x", ["l", [["l", [["l", [["l", [["l", [["l", [["l", [1]]]]]]]]]]]]]]]]),
        "there are too many values",
    ),
    "many values": (frame([["x", ["l", [0] * 200_000]]]), "there are too many values"),
    "neither values nor a reason": (frame(None), "an observation has values or a reason for having none"),
    "values and a reason": (
        frame([], b"", ["died", "", "", []], [], [], 0.0),
        "an observation has values or a reason for having none",
    ),
    "an unknown ending": (frame(None, b"", ["passed", "", "", []], [], [], 0.0), "this is no ending"),
    "an ending that is a list": (frame(None, b"", [[], "", "", []], [], [], 0.0), "this is no ending"),
    "a negative line": (
        frame(None, b"", ["died", "", "", [[-1, "f", "x"]]], [], [], 0.0),
        "a count is missing",
    ),
    "a huge count of operators": (
        frame([], b"", None, [], [["f", [["aten::mul", 2**40]]]], 0.0),
        "a count is missing",
    ),
    "a negative duration": (frame([], b"", None, [], [], -1.0), "a duration is a number of seconds"),
    "another shape of payload": (frame([], b"", None), "a list of 5 is missing"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_lie_is_refused(case):
    data, sentence = REFUSED[case]
    with pytest.raises(wire.ProtocolError) as caught:
        wire.read_observation(receive(data))
    assert str(caught.value) == sentence


def test_lone_surrogate_does_not_come_through():
    seen = wire.read_observation(receive(frame([["\ud800", "\udfff!"]])))
    assert seen.values == {"�": "�!"}


def test_bytes_that_are_no_bools_become_bools():
    seen = wire.read_observation(
        receive(frame([["x", ["T", "bool", [4]]]], bytes([0, 1, 2, 255]) + bytes(60)))
    )
    assert seen.values
    assert seen.values["x"].view(torch.uint8).tolist() == [0, 1, 1, 1]


def header(magic: bytes = wire.MAGIC, meta: int = 2, body: int = 0, nonce: bytes = NONCE) -> bytes:
    return wire.HEADER.pack(magic, meta, body, nonce) + b"[]"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (header(magic=b"\x80\x04\x95\x00"), "this is no frame"),
        (header(nonce=bytes(16)), "this answers another question"),
        (header(meta=2**32 - 1), "the frame is too large"),
        (header(body=2**45), "the frame is too large"),
        (header(meta=1), "the text is not JSON"),
        (wire.HEADER.pack(wire.MAGIC, 100_000, 0, NONCE) + b"[" * 100_000, "the text is not JSON"),
        (wire.HEADER.pack(wire.MAGIC, 2, 0, NONCE) + b"\xff\xff", "the text is not JSON"),
        (wire.HEADER.pack(wire.MAGIC, 5000, 0, NONCE) + b"1" * 5000, "the text is not JSON"),
    ],
)
def test_frame_that_is_none_is_refused(data, sentence):
    with pytest.raises(wire.ProtocolError) as caught:
        receive(data)
    assert str(caught.value) == sentence


VALID = join(
    wire.pack_observation(
        NONCE,
        Observation(
            {"x": torch.arange(5.0), "y": {"a": (1, [None, True]), "b": math.nan}, "z": Foreign("a module")},
            mutated=("`X` of `f`",),
            calls=(Call("f", {"aten::add": 3}),),
            seconds=0.5,
        ),
    )
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["set", "insert", "delete"]), st.integers(0, len(VALID) - 1), st.binary(max_size=4)
    ),
    min_size=1,
    max_size=6,
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["T", "l", "t", "d", "f", "F", "nan", "float64", "bool", "died", "raised"]),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=15,
)


def survive(data: bytes) -> None:
    """Either an observation comes out, which can be packed again, or a refusal."""
    try:
        seen = wire.read_observation(receive(data))
    except (wire.ProtocolError, EOFError):
        return
    assert in_words(there_and_back(seen).values) == in_words(seen.values)


@fuzz(300)
@given(edits=EDITS)
def test_mutated_frame_is_survived(edits):
    data = bytearray(VALID)
    for kind, at, new in edits:
        width = 0 if kind == "insert" else len(new) or 1
        data[at : at + width] = b"" if kind == "delete" else new
    survive(bytes(data))


@fuzz(50)
@given(payload=st.lists(JSON, min_size=5, max_size=5), body=st.binary(max_size=130))
def test_arbitrary_payload_is_survived(payload, body):
    survive(frame(payload[0], body, *payload[1:]))


@fuzz(150)
@given(value=JSON, body=st.sampled_from([0, 64, 128]))
def test_arbitrary_value_is_survived(value, body):
    survive(frame([["x", value]], bytes(body)))


@fuzz(300)
@given(data=st.binary(max_size=200))
def test_arbitrary_bytes_are_survived(data):
    survive(data)
    survive(wire.HEADER.pack(wire.MAGIC, len(data), 0, NONCE) + data)
