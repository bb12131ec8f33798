"""The grader's end of a worker and of its forks: asks, waits within limits, and believes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import select
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Self, TypeVar

from autograder.errors import InstructorError, OperatorError
from autograder.grading import wire
from autograder.grading.cgroups import Cgroup, Cgroups
from autograder.grading.inside.limits import PROCESSES
from autograder.grading.inside.worker import CLEARED, GO, HELLO, LOOK, READY
from autograder.grading.program import READY_SECONDS, Program
from autograder.training import MOST_TOLD, Progress

T = TypeVar("T")

CLEAR_SECONDS = 10.0
LOOK_SECONDS = 0.25
"""Between looks at a fork that does not answer."""
MAX_LOOK = 64
ASLEEP = b"S"
"""The state of a process that wants neither a core nor the disk."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0005, 0.005
"""Seconds between looks at a line: all of a submission's answers take 200 ms."""
LEARN_SECONDS = 60.0
"""Wall time for probes to load, and for what they import."""
GROUP_BYTES = 2 << 30
"""Memory of all processes and scratch folders of one submission: what one needs, and a gigabyte and a half."""
GROUP_PROCESSES = PROCESSES + 2
"""Its worker and the worker's first fork come on top of what the sandbox allows."""


class WorkerLostError(Exception):
    """A worker ended or no longer answers."""


@dataclass(frozen=True)
class Probes:
    """The public checks of an assignment, which a worker loads before it sees any student's code.

    Attributes:
        text: of `checks.py`.
        optimizers: whether torch's optimizers will be needed, which take a second to import.
    """

    text: str
    optimizers: bool

    @cached_property
    def digest(self) -> str:
        """A name for them."""
        return hashlib.sha256(f"{self.optimizers}{self.text}".encode()).hexdigest()


class Worker:
    """The grader's end of a worker.

    Args:
        control: the socket on which forks are asked for.
        program: what was started to run it, and ends with it; None if it is a fork of a zygote.
        cgroups: makes the group it goes into, or None where the host allows none.
        known: names of the checks of the probes it was forked with, by digest.
    """

    def __init__(
        self,
        control: socket.socket,
        program: Program | None,
        cgroups: Cgroups | None,
        known: dict[str, tuple[str, ...]],
    ) -> None:
        self._control = control
        self._program = program
        self._cgroups = cgroups
        self._known = known
        self._process: int | None = None
        self._group: Cgroup | None = None

    @property
    def alive(self) -> bool:
        """Whether it runs, as far as anybody knows."""
        if self._process is not None:
            return not _ended(self._process, 0)
        return self._program is None or self._program.alive

    @property
    def number(self) -> int:
        """Of its process, as the grader sees it.

        Raises:
            ValueError: it is not ready, or gone.
        """
        if self._process is None:
            raise ValueError("this worker is not ready")
        return _number(self._process)

    def knows(self, probes: Probes) -> bool:
        """Whether it has loaded these probes."""
        return probes.digest in self._known

    def wait_until_ready(self) -> None:
        """Wait for torch to be warm, and put the worker into its cgroup before it does anything else.

        Raises:
            OperatorError: the worker did not start; with the last line it wrote.
            WorkerLostError: its zygote is gone.
        """
        if self._process is not None:
            return
        self._control.settimeout(READY_SECONDS if self._program else CLEAR_SECONDS)
        try:
            hello, (process,), _, _ = socket.recv_fds(self._control, len(HELLO), 1)
            self._process = process
            if self._cgroups:
                self._group = self._cgroups.make(GROUP_BYTES, GROUP_PROCESSES)
                self._group.add(self.number)
            self._control.send(GO)
            ready = self._control.recv(len(READY))
        except (OSError, ValueError):
            hello = ready = b""
        if (hello, ready) != (HELLO, READY):
            last = self._program.last_line() if self._program else ""
            self.close()
            if not last:
                raise WorkerLostError
            raise OperatorError(f"the worker did not start: {last}")
        self._control.settimeout(CLEAR_SECONDS)

    def learn(self, probes: Probes) -> tuple[str, ...]:
        """Have probes loaded, if they are not; the names of their checks.

        Raises:
            InstructorError: they do not load.
            WorkerLostError: there is no worker any more.
        """
        if not self.knows(probes):
            self._known[probes.digest] = ask_to_learn(self._control, probes)
        return self._known[probes.digest]

    def fork(self, probes: Probes, cpu_seconds: int, material: int | None = None) -> Line:
        """Ask for a fork.

        Args:
            probes: which it will have; the worker has learnt them.
            cpu_seconds: after which the kernel kills it.
            material: the descriptor of what a training run is given.

        Raises:
            WorkerLostError: there is no worker any more.
        """
        request = {"probes": probes.digest, "cpu_seconds": cpu_seconds}
        more = () if material is None else (material,)
        return Line(hand_over(self._control, request, more=more), self._look)

    def _look(self) -> bytes:
        """What the fork is doing, as far as that can be seen: a state and a CPU time, the same if it did nothing."""
        try:
            self._control.send(LOOK)
            return self._control.recv(MAX_LOOK)
        except OSError:
            return b""

    def clear(self) -> int:
        """Have everything killed that the last fork left, and get its wait status.

        Raises:
            WorkerLostError: the worker could not do it.
        """
        try:
            self._control.send(b"clear")
            answer = self._control.recv(CLEARED.size)
        except OSError:
            raise WorkerLostError from None
        if len(answer) != CLEARED.size:
            raise WorkerLostError
        return int(CLEARED.unpack(answer)[0])

    @property
    def ran_out_of_memory(self) -> bool:
        """Whether the kernel killed a process of this submission because they had too much between them."""
        return bool(self._group and self._group.ran_out_of_memory)

    def close(self) -> None:
        """Kill the worker and, in a namespace, everything beneath it."""
        self._control.close()
        if self._process is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            _ended(self._process, CLEAR_SECONDS)
            os.close(self._process)
            self._process = None
        if self._program:
            self._program.close()
        if self._group:
            self._group.close()


def _ended(process: int, seconds: float) -> bool:
    """Whether the process of a descriptor ends within so many seconds."""
    return bool(select.select([process], [], [], seconds)[0])


def _number(process: int) -> int:
    """The number, here, of the process of a descriptor.

    Raises:
        ValueError: it is none of a process, or the process is gone.
    """
    lines = Path(f"/proc/self/fdinfo/{process}").read_text(encoding="ascii").splitlines()
    number = int(next((line.split()[1] for line in lines if line.startswith("Pid:")), "-1"))
    if number <= 0:
        raise ValueError("this process is out of sight")
    return number


def hand_over(
    control: socket.socket,
    request: dict[str, object],
    kind: socket.SocketKind = socket.SOCK_STREAM,
    more: Sequence[int] = (),
) -> socket.socket:
    """Send a request with one end of a new pair of sockets, on which it will be answered; the other end.

    Args:
        control: of who is asked.
        request: as JSON values.
        kind: of the new sockets.
        more: descriptors that go along.

    Raises:
        WorkerLostError: nobody is there.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
    with theirs:
        try:
            socket.send_fds(control, [json.dumps(request).encode()], [theirs.fileno(), *more])
        except OSError:
            ours.close()
            raise WorkerLostError from None
    return ours


def ask_to_learn(control: socket.socket, probes: Probes) -> tuple[str, ...]:
    """Have a worker or a zygote load probes; the names of their checks.

    Raises:
        InstructorError: they do not load.
        WorkerLostError: nobody is there, or an import takes too long.
    """
    with Line(hand_over(control, {"learn": probes.digest})) as line:
        try:
            return line.ask((probes.text, probes.optimizers), LEARN_SECONDS, read_probes)
        except (OSError, wire.ProtocolError):
            raise WorkerLostError from None


def read_probes(frame: wire.Received) -> tuple[str, ...]:
    """Names of the checks, from a process that has not run student code yet.

    Raises:
        InstructorError: the probes do not load.
        ProtocolError: this is no answer.
    """
    where, message, names = wire.read_probes(frame)
    if message:
        raise InstructorError(f"the probes do not load: {message}", where=where)
    return names


class IdleError(TimeoutError):
    """The fork has neither answered nor computed for as long as it may compute."""


def ignore(progress: Progress) -> None:
    """Hear how far a training run is, and do nothing about it."""


class Line:
    """A connection to one fork. A context manager.

    Args:
        connection: the socket.
        look: says what the fork is doing.
    """

    def __init__(self, connection: socket.socket, look: Callable[[], bytes] = bytes) -> None:
        self._connection = connection
        self._look = look
        self._deadline = 0.0
        self._idle = inf
        self._buffer = memoryview(bytearray(wire.MUCH))
        self._came = self._buffer[:0]
        self._pause = SHORTEST_PAUSE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def ask(self, request: Sequence[object], seconds: float, read: Callable[[wire.Received], T]) -> T:
        """Send a request and read its answer.

        Args:
            request: what is asked, as JSON values.
            seconds: wall time for sending, waiting and receiving together.
            read: makes a value of the answer, or raises ProtocolError.

        Raises:
            TimeoutError: time is up.
            ConnectionError: the fork hung up.
            ProtocolError: the answer cannot be read.
        """
        began = time.monotonic()
        (nonce,) = self.send([request], seconds)
        return self.receive(nonce, seconds - (time.monotonic() - began), read)

    def send(self, requests: Sequence[Sequence[object]], seconds: float) -> list[bytes]:
        """Send requests that will be answered in order, and get the nonces of their answers.

        Raises:
            TimeoutError: time is up.
            ConnectionError: the fork hung up.
        """
        self._deadline = time.monotonic() + seconds
        nonces = [secrets.token_bytes(wire.NONCE_BYTES) for _ in requests]
        frames = (wire.pack(n, list(request)) for n, request in zip(nonces, requests, strict=True))
        for part in wire.joined(part for frame in frames for part in frame):
            self._wait_no_longer()
            self._connection.sendall(part)
        return nonces

    def receive(
        self,
        nonce: bytes,
        seconds: float,
        read: Callable[[wire.Received], T],
        idle: float = inf,
        told: Callable[[Progress], None] = ignore,
    ) -> T:
        """Read the next answer.

        Args:
            nonce: what it must carry.
            seconds: wall time for waiting and receiving.
            read: makes a value of it, or raises ProtocolError.
            idle: wall time that the fork may sleep: one that waits for a core does not.
            told: called with each progress that comes before the answer; of more than `MOST_TOLD` the next breaks the
                protocol.

        Raises:
            IdleError: it sleeps.
            TimeoutError: time is up.
            ConnectionError: the fork hung up.
            ProtocolError: it cannot be read.
        """
        self._deadline = time.monotonic() + seconds
        self._idle = idle
        frame = wire.receive(self._fill, nonce)
        for _ in range(MOST_TOLD):
            if not wire.is_progress(frame):
                break
            told(wire.read_progress(frame))
            frame = wire.receive(self._fill, nonce)
        return read(frame)

    def _wait_no_longer(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)

    def _fill(self, view: memoryview) -> None:
        while view:
            if not self._came and len(view) < wire.MUCH:
                self._came = self._whatever_came()
            if self._came:
                got = min(len(view), len(self._came))
                view[:got], self._came = self._came[:got], self._came[got:]
            else:
                self._wait_no_longer()
                got = self._connection.recv_into(view)
                if not got:
                    raise ConnectionError
            view = view[got:]

    def _whatever_came(self) -> memoryview:
        """What has come, once something has. Looks now and then: to be woken for every answer costs more."""
        self._connection.setblocking(False)
        seen, since = b"", time.monotonic()
        looking = since + LOOK_SECONDS
        while True:
            try:
                size = self._connection.recv_into(self._buffer)
            except BlockingIOError:
                now = time.monotonic()
                if now > self._deadline:
                    raise TimeoutError from None
                if now > looking:
                    looking = now + LOOK_SECONDS
                    last, seen = seen, self._look()
                    if seen != last or not seen.startswith(ASLEEP):
                        since = now
                    elif now - since > self._idle:
                        raise IdleError from None
                time.sleep(self._pause)
                self._pause = min(2 * self._pause, LONGEST_PAUSE)
            else:
                if not size:
                    raise ConnectionError
                return self._buffer[:size]
