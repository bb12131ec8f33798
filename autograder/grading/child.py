"""Inside the sandbox: a worker that holds torch warm, and the forks of it that run student code.

The worker never runs student code and never reads what a fork says: it forks on request, and on request kills
all that a fork left behind and empties the folders it could write to. A fork answers on a socket of its own:
first the probes are loaded, then the student's module, then jobs run one after the other. Once the module is
loaded nothing a fork says can be trusted; the grader reads it as hostile bytes.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Any

import torch

from autograder.checks import Check, check, collect
from autograder.draw import Draw
from autograder.errors import InstructorError
from autograder.grading import linux, wire
from autograder.modules import load_leniently, load_source
from autograder.observation import Ending, Observation, Stop
from autograder.observe import describe_exception, observe

READY = b"ready"
CLEARED = struct.Struct("<i")
"""The answer to a request to clear: the wait status of the fork that was."""
LINE = 3
"""The descriptor of a fork's socket."""


def main() -> None:
    """Serve until the grader hangs up. Arguments: the control socket's descriptor, folders to empty."""
    torch.set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    control = socket.socket(fileno=int(sys.argv[1]))
    warm()
    linux.confine()
    control.send(READY)
    Worker(control, [Path(folder) for folder in sys.argv[2:]]).serve()


class Worker:
    """Forks, clears up, forks again.

    Args:
        control: the socket to the grader; a message with a descriptor asks for a fork that answers there, one
            without asks to clear up.
        scratch: the folders a fork can write to.
    """

    def __init__(self, control: socket.socket, scratch: list[Path]) -> None:
        self._control = control
        self._scratch = scratch
        self._fork = 0

    def serve(self) -> None:
        """Answer requests until there are no more."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._control, 1024, 1)
            if descriptors:
                self._start(json.loads(message), descriptors[0])
                continue
            status = self._clear()
            if not message:
                return
            self._control.send(CLEARED.pack(status))

    def _start(self, request: dict[str, Any], line: int) -> None:
        if request["optimizers"]:
            warm_optimizers()
        self._fork = os.fork()
        if self._fork == 0:
            try:
                self._become_fork(line, request["cpu_seconds"])
            finally:
                os._exit(1)
        os.close(line)

    def _become_fork(self, line: int, cpu_seconds: int) -> None:
        linux.die_with_parent()
        os.setsid()
        self._control.detach()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        os.dup2(line, LINE)
        os.closerange(LINE + 1, linux.OPEN_FILES)
        linux.confine_fork(cpu_seconds)
        Fork(socket.socket(fileno=LINE)).serve()

    def _clear(self) -> int:
        """Kill whatever runs beside us, empty the scratch folders, and say how the fork ended."""
        status = 0
        if os.getpid() == 1:
            status = self._reap_all()
        elif self._fork:
            with suppress(ProcessLookupError):
                os.killpg(self._fork, signal.SIGKILL)
            status = os.waitpid(self._fork, 0)[1]
        self._fork = 0
        for folder in self._scratch:
            for entry in os.scandir(folder):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    Path(entry.path).unlink()
        return status

    def _reap_all(self) -> int:
        """As the first process of a namespace: nothing else is left when there is nobody to wait for."""
        status = 0
        while True:
            with suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
            try:
                child, how = os.waitpid(-1, 0)
            except ChildProcessError:
                return status
            if child == self._fork:
                status = how


def warm() -> None:
    """Run a probe that does a little of everything, so that what is imported late is there before a fork."""

    @check("nothing")
    def probe(impl: object, draw: Draw) -> dict[str, torch.Tensor]:
        return {"x": torch.nn.functional.linear(draw.normal(2, 2), draw.normal(2, 2))}

    seen = observe(probe, {}, 0, own_files=lambda name: False)
    wire.pack_observation(bytes(wire.NONCE_BYTES), seen)
    gc.collect()
    gc.freeze()


def warm_optimizers() -> None:
    """Import what torch imports when the first optimizer is made."""
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight])
    weight.sum().backward()
    optimizer.step()
    gc.freeze()


Reply = list[bytes | memoryview]


class Fork:
    """Answers one batch of requests: probes, then a module, then jobs."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._checks: dict[str, Check] = {}
        self._filename = ""
        self._namespace: Mapping[str, Any] = {}

    def serve(self) -> None:
        """Answer requests until the grader hangs up or kills us."""
        answers: dict[str, Callable[..., Reply]] = {
            "probes": self._load_probes,
            "module": self._load_module,
            "job": self._run,
        }
        while True:
            frame = wire.receive(self._fill, None, wire.MAX_REQUEST)
            name, *arguments = frame.payload
            for part in answers[name](frame.nonce, *arguments):
                self._line.sendall(part)

    def _fill(self, view: memoryview) -> None:
        while view:
            got = self._line.recv_into(view)
            if not got:
                os._exit(0)
            view = view[got:]

    def _load_probes(self, nonce: bytes, checks: str, hidden: str) -> Reply:
        try:
            public = load_source(checks, "checks.py", "checks")
            suite = collect(public, load_source(hidden, "hidden.py", "hidden") if hidden else None)
        except InstructorError as error:
            return wire.pack(nonce, [error.where, error.message, []])
        except Exception as error:
            return wire.pack(nonce, [_place(error), f"{type(error).__name__}: {error}", []])
        self._checks = {check.name: check for check in suite.checks}
        return wire.pack(nonce, ["", "", list(self._checks)])

    def _load_module(self, nonce: bytes, slug: str, source: str, seconds: float) -> Reply:
        self._filename = f"{slug}.py"
        linux.allow_cpu(ceil(time.process_time() + seconds))
        try:
            module, failed = load_leniently(source, self._filename, "submission")
        except BaseException as error:
            return wire.pack_loaded(nonce, (), describe_exception(error, self._own))
        self._namespace = vars(module)
        return wire.pack_loaded(nonce, failed, None)

    def _run(self, nonce: bytes, name: str, seed: int, seconds: float) -> Reply:
        linux.allow_cpu(ceil(time.process_time() + seconds))
        try:
            seen = observe(self._checks[name], self._namespace, seed, own_files=self._own)
        except BaseException as error:
            seen = Observation(None, describe_exception(error, self._own))
        try:
            return wire.pack_observation(nonce, seen)
        except wire.TooLargeError as error:
            stop = Stop(Ending.RAISED, "ValueError", str(error))
            return wire.pack_observation(nonce, Observation(None, stop, seconds=seen.seconds))

    def _own(self, filename: str) -> bool:
        return filename == self._filename


def _place(error: Exception) -> str:
    """Where in the probes an exception came from: `checks.py:12`, or ""."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in ("checks.py", "hidden.py")]
    return f"{own[-1].filename}:{own[-1].lineno}" if own else ""


if __name__ == "__main__":
    main()
