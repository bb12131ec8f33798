"""The grader's end of a worker and of its forks: asks, waits within limits, and believes nothing."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Self, TypeVar

from autograder.errors import OperatorError
from autograder.grading import wire
from autograder.grading.child import CLEARED, READY

T = TypeVar("T")

READY_SECONDS = 120.0
"""A worker imports torch in 2 s on a free core with a warm disk."""
CLEAR_SECONDS = 10.0


class WorkerLostError(Exception):
    """A worker ended or no longer answers."""


class Worker:
    """The grader's end of a worker.

    Args:
        process: what was started, first of a process group in which the worker is too.
        control: the socket on which forks are asked for.
        log: where the worker's errors went before it was ready.
        scratch: a folder outside that is the worker's alone, removed when it is closed.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        control: socket.socket,
        log: IO[bytes],
        scratch: Path | None,
    ) -> None:
        self._process = process
        self._control = control
        self._log = log
        self._scratch = scratch
        self._ready = False

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait for torch to be warm.

        Raises:
            OperatorError: the worker did not start; with the last line it wrote.
        """
        if self._ready:
            return
        self._control.settimeout(READY_SECONDS)
        try:
            self._ready = self._control.recv(len(READY)) == READY
        except OSError:
            self._ready = False
        if not self._ready:
            self._kill()
            self._log.seek(0)
            lines = self._log.read().decode(errors="replace").splitlines()
            self.close()
            raise OperatorError(f"the worker did not start: {lines[-1] if lines else 'it said nothing'}")
        self._control.settimeout(CLEAR_SECONDS)

    def fork(self, cpu_seconds: int, optimizers: bool) -> Line:
        """Ask for a fork.

        Args:
            cpu_seconds: after which the kernel kills it.
            optimizers: whether it will use torch's, which take a second to import the first time.

        Raises:
            WorkerLostError: there is no worker any more.
        """
        ours, theirs = socket.socketpair()
        request = {"cpu_seconds": cpu_seconds, "optimizers": optimizers}
        with theirs:
            try:
                socket.send_fds(self._control, [json.dumps(request).encode()], [theirs.fileno()])
            except OSError:
                ours.close()
                raise WorkerLostError from None
        return Line(ours)

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

    def close(self) -> None:
        """Kill the worker and, in a namespace, everything beneath it."""
        self._control.close()
        self._kill()
        self._log.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _kill(self) -> None:
        if self.alive:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Line:
    """A connection to one fork. A context manager."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._deadline = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
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
        self._deadline = time.monotonic() + seconds
        nonce = secrets.token_bytes(wire.NONCE_BYTES)
        for part in wire.pack(nonce, list(request)):
            self._wait_no_longer()
            self._connection.sendall(part)
        return read(wire.receive(self._fill, nonce))

    def _wait_no_longer(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)

    def _fill(self, view: memoryview) -> None:
        while view:
            self._wait_no_longer()
            got = self._connection.recv_into(view)
            if not got:
                raise ConnectionError
            view = view[got:]
