"""The first process behind a submission's walls: it forks those that run student code, and clears up after them.

It never runs student code and never reads what a fork says.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import torch

from autograder.grading import wire
from autograder.grading.inside import kernel, limits
from autograder.grading.inside.fork import MATERIAL, Fork, Loaded, load_probes
from autograder.grading.inside.warmth import settle, warm_optimizers
from autograder.modules import load_source

HELLO, GO, READY = b"hello", b"go", b"ready"
"""A worker's first message carries a descriptor of itself; it waits to be told to go, and says when it is ready."""
LOOK = b"look"
"""Asks what the fork is doing; the answer is what the kernel says of it, or `?` where that is out of sight."""
CLEARED = struct.Struct("<i")
"""The answer to a request to clear: the wait status of the fork that was."""
LINE = 3
"""The descriptor of a fork's socket; the next, `MATERIAL`, may follow it."""


class Shelf:
    """Public probes that are loaded before any student's code, by digest of their text.

    A worker's forks find them there; hidden ones are never here, since a fork whose answers a student may read
    must not hold them.

    Args:
        gpu: whether forks are to use one.
    """

    def __init__(self, gpu: bool) -> None:
        self._gpu = gpu
        self._loaded: dict[str, Loaded] = {}

    def __getitem__(self, digest: str) -> Loaded:
        return self._loaded[digest]

    @property
    def device(self) -> torch.device:
        """Where forks train. To ask for a GPU opens it, which only they may do."""
        return torch.device("cuda" if self._gpu and torch.cuda.is_available() else "cpu")

    def learn(self, digest: str, line: int) -> None:
        """Read probes from a socket, load them, and say how that went."""
        with socket.socket(fileno=line) as connection:

            def fill(view: memoryview) -> None:
                while view:
                    got = connection.recv_into(view)
                    if not got:
                        raise ConnectionError
                    view = view[got:]

            with suppress(OSError):
                frame = wire.receive(fill, None, wire.MAX_REQUEST)
                text, optimizers = frame.payload
                reply, loaded = load_probes(
                    frame.nonce, lambda: load_source(text, "checks.py", "checks"), None
                )
                if loaded:
                    self._loaded[digest] = loaded
                if optimizers:
                    warm_optimizers(self._gpu)
                settle()
                for part in reply:
                    connection.sendall(part)


class Worker:
    """Forks, clears up, forks again.

    Args:
        control: the socket to the grader; a message with a descriptor asks for something that answers there, one
            without asks what the fork is doing, or to clear up.
        scratch: the folders a fork can write to.
        shelf: the probes known.
    """

    def __init__(self, control: socket.socket, scratch: list[Path], shelf: Shelf) -> None:
        self._control = control
        self._scratch = scratch
        self._shelf = shelf
        self._fork = 0

    def serve(self) -> None:
        """Answer requests until there are no more."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._control, 1024, 2)
            if descriptors:
                request = json.loads(message)
                if "learn" in request:
                    self._shelf.learn(request["learn"], descriptors[0])
                else:
                    self._start(request, descriptors)
                continue
            if message == LOOK:
                self._control.send(self._look())
                continue
            status = self._clear()
            if not message:
                return
            self._control.send(CLEARED.pack(status))

    def _start(self, request: dict[str, Any], descriptors: list[int]) -> None:
        self._fork = os.fork()
        if self._fork == 0:
            try:
                self._become_fork(descriptors, request["probes"], request["cpu_seconds"])
            finally:
                os._exit(1)
        for descriptor in descriptors:
            os.close(descriptor)

    def _become_fork(self, descriptors: list[int], probes: str, cpu_seconds: int) -> None:
        kernel.die_with_parent()
        os.setsid()
        self._control.detach()
        nothing = os.open(os.devnull, os.O_RDWR)
        kept = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, MATERIAL + 1) for descriptor in descriptors]
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        for number, descriptor in enumerate(kept, LINE):
            os.dup2(descriptor, number)
        os.closerange(LINE + len(kept), limits.OPEN_FILES)
        limits.confine_fork(cpu_seconds)
        line = socket.socket(fileno=LINE)
        Fork(line, self._shelf[probes], self._scratch, self._shelf.device).serve()

    def _look(self) -> bytes:
        """The state of the fork's first thread, and the CPU time of all, in ticks: `S 17`."""
        try:
            after_name = (
                Path(f"/proc/{self._fork}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
            )
        except OSError:
            return b"?"
        return f"{after_name[0]} {int(after_name[11]) + int(after_name[12])}".encode()

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
