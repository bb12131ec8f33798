"""Progress comes before an answer on a fork's line: what is told is passed on, and no bent or endless telling."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import Any

import pytest

from autograder.grading import wire
from autograder.grading import worker as grading_worker
from autograder.grading.worker import Line
from autograder.observation import Observation
from autograder.training import MOST_TOLD, Progress

NONCE = bytes(range(16))
OTHER = bytes(16)
GOOD = asdict(Progress(1, 3, 0.25, 1.5, 0.5, 1000.0, 60.0))
ANSWER = Observation({"x": 1}, seconds=0.5)


def join(parts: list[bytes | memoryview]) -> bytes:
    return b"".join(map(bytes, parts))


def told(payload: Any = GOOD, nonce: bytes = NONCE, body: bytes = b"") -> bytes:
    """A frame of any JSON."""
    meta = json.dumps(payload).encode()
    return wire.HEADER.pack(wire.MAGIC, len(meta), len(body), nonce) + meta + body


def answered() -> bytes:
    return join(wire.pack_observation(NONCE, ANSWER))


@contextmanager
def line_with(data: bytes) -> Iterator[Line]:
    """A line on which a fork has sent these bytes and hung up."""
    ours, theirs = socket.socketpair()

    def send() -> None:
        with theirs, suppress(OSError):  # who broke the protocol is not listened to any more
            theirs.sendall(data)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        with Line(ours) as line:
            yield line
    finally:
        thread.join()


def receive(data: bytes) -> tuple[Observation, list[Progress]]:
    heard: list[Progress] = []
    with line_with(data) as line:
        return line.receive(NONCE, 60.0, wire.read_observation, told=heard.append), heard


def refusal(data: bytes) -> str:
    with pytest.raises(wire.ProtocolError) as caught:
        receive(data)
    return str(caught.value)


def test_progress_goes_over_the_wire_as_it_is() -> None:
    sent = Progress(2, 8, 0.1, 1e-3, 1 / 3, 12345.678, 0.0)
    frame = told(json.loads(join(wire.pack_progress(NONCE, sent))[wire.HEADER.size :]))
    assert receive(frame + answered())[1] == [sent]


@pytest.mark.parametrize("count", [0, 1, 7])
def test_what_is_told_comes_in_order_and_before_the_answer(count: int) -> None:
    frames = [told({**GOOD, "epoch": k, "epochs": count}) for k in range(1, count + 1)]
    seen, heard = receive(b"".join(frames) + answered())
    assert (seen.values, seen.seconds) == (ANSWER.values, ANSWER.seconds)
    assert [progress.epoch for progress in heard] == list(range(1, count + 1))


def test_progress_to_nobody_is_read_and_dropped() -> None:
    with line_with(told() + answered()) as line:
        assert line.receive(NONCE, 60.0, wire.read_observation).values == ANSWER.values


def test_as_many_reports_as_are_allowed_are_heard_and_one_more_breaks_the_protocol(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grading_worker, "MOST_TOLD", 5)
    assert len(receive(5 * told() + answered())[1]) == 5
    assert refusal(6 * told() + answered()) == "a list of 5 is missing"


def test_a_fork_that_never_stops_telling_is_cut_at_the_limit() -> None:
    heard: list[Progress] = []
    with line_with((MOST_TOLD + 1) * told()) as line, pytest.raises(wire.ProtocolError):
        line.receive(NONCE, 60.0, wire.read_observation, told=heard.append)
    assert len(heard) == MOST_TOLD == 10_000


NUMBERS = "progress is numbers from 0 to a billion"
BENT = {
    "nothing in it": (told({}), "progress has other numbers"),
    "a verdict in it": (told({**GOOD, "verdict": "passed"}), "progress has other numbers"),
    "a text": (told({**GOOD, "loss": "low"}), NUMBERS),
    "a bool": (told({**GOOD, "loss": True}), NUMBERS),
    "a NaN": (told({**GOOD, "loss": float("nan")}), "the text is not JSON"),
    "a number beyond floats": (told({**GOOD, "loss": 1.2345}).replace(b"1.2345", b"1e9999"), NUMBERS),
    "an integer of 4,000 digits": (told({**GOOD, "epoch": 10**4000}), NUMBERS),
    "an accuracy below all bars": (told({**GOOD, "accuracy": -1000.0}), NUMBERS),
    "an accuracy above one": (told({**GOOD, "accuracy": 1.5}), "a share is at most 1"),
    "a list": (told([GOOD]), "a list of 5 is missing"),
    "another nonce": (told(nonce=OTHER), "this answers another question"),
    "what a student printed": (b"epoch 1 of 3, loss 0.5, accuracy 99 %: all is well", "this is no frame"),
}


@pytest.mark.parametrize("case", BENT)
def test_bent_progress_breaks_the_protocol(case: str) -> None:
    bent, sentence = BENT[case]
    assert refusal(told() + bent + answered()) == sentence


def test_a_number_in_another_writing_is_the_same_number() -> None:
    frame = told({**GOOD, "loss": 1.25}).replace(b"1.25", b"1E0 ")
    assert receive(frame + answered())[1][0].loss == 1.0


def test_progress_after_the_answer_is_not_heard() -> None:
    assert receive(answered() + told())[1] == []


def test_a_fork_that_tells_and_hangs_up_has_not_answered() -> None:
    with line_with(told()) as line, pytest.raises(ConnectionError):
        line.receive(NONCE, 60.0, wire.read_observation)
