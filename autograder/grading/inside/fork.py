"""The process that runs student code: it answers requests for one submission until it is killed.

Once the module is loaded nothing it says can be trusted; the grader reads it as hostile bytes.
"""

from __future__ import annotations

import os
import socket
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.checks import Check, collect
from autograder.errors import InstructorError
from autograder.grading import wire
from autograder.grading.inside import limits
from autograder.grading.inside.soundness import Soundness
from autograder.modules import load_leniently, load_source
from autograder.observation import Ending, Observation, Stop
from autograder.observe import describe_exception, observe

Reply = list[bytes | memoryview]


@dataclass(frozen=True)
class Loaded:
    """Probes that are loaded: the module of the public ones, and all checks by name."""

    public: ModuleType
    checks: Mapping[str, Check]


def load_probes(nonce: bytes, text: str, name: str, public: ModuleType | None) -> tuple[Reply, Loaded | None]:
    """Load a file of probes: the reply to the grader, with the names of its checks or why there are none.

    Args:
        nonce: of the request.
        text: of the file.
        name: `checks` or `hidden`.
        public: the public checks, when these are the hidden ones.
    """
    try:
        module = load_source(text, f"{name}.py", name)
        suite = collect(public, module) if public else collect(module, None)
    except InstructorError as error:
        return wire.pack(nonce, [error.where, error.message, []]), None
    except Exception as error:
        return wire.pack(nonce, [_place(error), f"{type(error).__name__}: {error}", []]), None
    checks = {check.name: check for check in suite.checks}
    return wire.pack(nonce, ["", "", list(checks)]), Loaded(public or module, checks)


def _place(error: Exception) -> str:
    """Where in the probes an exception came from: `checks.py:12`, or ""."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in ("checks.py", "hidden.py")]
    return f"{own[-1].filename}:{own[-1].lineno}" if own else ""


class Fork:
    """Answers requests: for a module, for jobs, and for hidden probes when nothing it says will be shown any more.

    Args:
        line: the socket to the grader.
        probes: the public ones.
        scratch: the folders that can be written to.
    """

    def __init__(self, line: socket.socket, probes: Loaded, scratch: list[Path]) -> None:
        self._line = line
        self._requests = line.makefile("rb")
        self._probes = probes
        self._scratch = scratch
        self._filename = ""
        self._namespace: Mapping[str, Any] = {}
        self._soundness: Soundness | None = None

    def serve(self) -> None:
        """Answer requests until the grader hangs up or kills us."""
        answers: dict[str, Callable[..., Reply]] = {
            "hidden": self._load_hidden,
            "module": self._load_module,
            "job": self._run,
            "sound": self._is_sound,
        }
        while True:
            frame = wire.receive(self._fill, None, wire.MAX_REQUEST)
            name, *arguments = frame.payload
            for part in wire.joined(answers[name](frame.nonce, *arguments)):
                self._line.sendall(part)

    def _fill(self, view: memoryview) -> None:
        if self._requests.readinto(view) < len(view):
            os._exit(0)

    def _load_hidden(self, nonce: bytes, text: str) -> Reply:
        reply, loaded = load_probes(nonce, text, "hidden", self._probes.public)
        self._probes = loaded or self._probes
        return reply

    def _load_module(self, nonce: bytes, slug: str, source: str, seconds: float) -> Reply:
        self._filename = f"{slug}.py"
        limits.allow_cpu(ceil(time.process_time() + seconds))
        try:
            module, failed = load_leniently(source, self._filename, "submission")
        except BaseException as error:
            return wire.pack_loaded(nonce, (), describe_exception(error, self._own))
        self._namespace = vars(module)
        self._soundness = Soundness(self._namespace, self._scratch)
        return wire.pack_loaded(nonce, failed, None)

    def _run(self, nonce: bytes, name: str, seed: int, seconds: float) -> Reply:
        limits.allow_cpu(ceil(time.process_time() + seconds))
        try:
            seen = observe(
                self._probes.checks[name], self._namespace, seed, own_files=self._own, leave_as_found=False
            )
        except BaseException as error:
            seen = Observation(None, describe_exception(error, self._own))
        try:
            return wire.pack_observation(nonce, seen)
        except wire.TooLargeError as error:
            stop = Stop(Ending.RAISED, "ValueError", str(error))
            return wire.pack_observation(nonce, Observation(None, stop, seconds=seen.seconds))

    def _is_sound(self, nonce: bytes) -> Reply:
        holds = bool(self._soundness and self._soundness.holds())
        for part in wire.pack(nonce, holds):
            self._line.sendall(part)
        if not holds:
            os._exit(0)  # what was asked of us further is for somebody else
        return []

    def _own(self, filename: str) -> bool:
        return filename == self._filename
