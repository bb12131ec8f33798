"""The process that runs student code: it answers requests for one submission until it is killed.

Once the module is loaded nothing it says can be trusted; the grader reads it as hostile bytes.
"""

from __future__ import annotations

import marshal
import os
import socket
import time
import traceback
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from autograder.checks import Check, collect
from autograder.errors import InstructorError
from autograder.grading import wire
from autograder.grading.inside import limits
from autograder.grading.inside.soundness import Soundness
from autograder.grading.material import CHECKPOINT, Layout, read_tensors
from autograder.modules import load_code, load_leniently
from autograder.observation import Ending, Observation, Stop
from autograder.observe import describe_exception, observe
from autograder.training import Run

Reply = list[bytes | memoryview]


MATERIAL = 4
"""The descriptor of what a training run is given."""


@dataclass(frozen=True)
class Loaded:
    """Probes that are loaded: the module of the public ones, and all checks by name."""

    public: ModuleType
    checks: Mapping[str, Check]


def load_probes(
    nonce: bytes, load: Callable[[], ModuleType], public: ModuleType | None
) -> tuple[Reply, Loaded | None]:
    """Load a file of probes: the reply to the grader, with the names of its checks or why there are none.

    Args:
        nonce: of the request.
        load: loads the file.
        public: the public checks, when these are the hidden ones.
    """
    try:
        module = load()
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
        device: where a network is trained.
    """

    def __init__(
        self, line: socket.socket, probes: Loaded, scratch: list[Path], device: torch.device
    ) -> None:
        self._line = line
        self._requests = line.makefile("rb")
        self._probes = probes
        self._scratch = scratch
        self._device = device
        self._filename = ""
        self._namespace: Mapping[str, Any] = {}
        self._soundness: Soundness | None = None

    def serve(self) -> None:
        """Answer requests until the grader hangs up or kills us."""
        answers: dict[str, Callable[..., None]] = {
            "hidden": self._load_hidden,
            "module": self._load_module,
            "jobs": self._run_all,
            "training": self._train,
        }
        while True:
            frame = wire.receive(self._fill, None, wire.MAX_REQUEST)
            name, *arguments = frame.payload
            answers[name](frame.nonce, *arguments)

    def _fill(self, view: memoryview) -> None:
        if self._requests.readinto(view) < len(view):
            os._exit(0)

    def _answer(self, reply: Reply) -> None:
        for part in wire.joined(reply):
            self._line.sendall(part)

    def _load_hidden(self, nonce: bytes, code: str) -> None:
        reply, loaded = load_probes(
            nonce, lambda: load_code(marshal.loads(b64decode(code)), "hidden"), self._probes.public
        )
        self._probes = loaded or self._probes
        self._answer(reply)

    def _load_module(self, nonce: bytes, slug: str, source: str, seconds: float) -> None:
        self._filename = f"{slug}.py"
        limits.allow_cpu(ceil(time.process_time() + seconds))
        try:
            module, failed = load_leniently(source, self._filename, "submission")
        except BaseException as error:
            self._answer(wire.pack_loaded(nonce, (), describe_exception(error, self._own)))
            return
        self._namespace = vars(module)
        self._soundness = Soundness(self._namespace, self._scratch)
        self._answer(wire.pack_loaded(nonce, failed, None))

    def _run_all(self, nonce: bytes, jobs: list[tuple[str, int, float]]) -> None:
        """Answer each job of an exercise, and then whether the next exercise can run here."""
        for k, (name, seed, seconds) in enumerate(jobs):
            self._answer(self._run(wire.nth(nonce, k), name, seed, seconds))
        holds = bool(self._soundness and self._soundness.holds())
        self._answer(wire.pack(wire.nth(nonce, len(jobs)), holds))
        if not holds:
            os._exit(0)  # what was asked of us further is for somebody else

    def _train(
        self, nonce: bytes, name: str, seed: int, seconds: float, layout: Layout, checkpoint: bool
    ) -> None:
        """Run a training run on the material behind its descriptor, saying now and then how far it is."""
        material = read_tensors(MATERIAL, layout)
        file = bytes(material.pop(CHECKPOINT).numpy()) if checkpoint else None
        run = Run(material, self._device, lambda p: self._answer(wire.pack_progress(nonce, p)), file)
        self._answer(self._run(nonce, name, seed, seconds, run))

    def _run(self, nonce: bytes, name: str, seed: int, seconds: float, run: Run | None = None) -> Reply:
        limits.allow_cpu(ceil(time.process_time() + seconds))
        try:
            seen = observe(
                self._probes.checks[name],
                self._namespace,
                seed,
                own_files=self._own,
                leave_as_found=False,
                run=run,
            )
        except BaseException as error:
            seen = Observation(None, describe_exception(error, self._own))
        try:
            return wire.pack_observation(nonce, seen)
        except wire.TooLargeError as error:
            stop = Stop(Ending.RAISED, "ValueError", str(error))
            return wire.pack_observation(nonce, Observation(None, stop, seconds=seen.seconds))

    def _own(self, filename: str) -> bool:
        return filename == self._filename
