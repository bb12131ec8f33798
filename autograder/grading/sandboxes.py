"""Chooses the strongest walls that hold on this machine, and keeps them ready for submissions to come."""

from __future__ import annotations

import platform
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack, closing, nullcontext
from typing import Self

from autograder.errors import OperatorError
from autograder.grading.cgroups import Cgroups, find
from autograder.grading.rungs import CANARY, CANARY_CHECK, LADDER, Rung, bait, gpu_devices
from autograder.grading.sandbox import Bundle, Job, Sandbox
from autograder.grading.sources import Source
from autograder.grading.staging import stage
from autograder.grading.worker import Probes, Worker, WorkerLostError


class Sandboxes:
    """Opens sandboxes on the strongest rung that works, and keeps spares warm. A context manager.

    Args:
        require: short name of the rung below which nothing may run, or None for whatever there is.
        spares: how many workers are kept warm for the submissions to come.
        ladder: the rungs, strongest first.
        gpu: whether submissions may use this machine's GPUs; then one has them at a time.

    Attributes:
        isolation: name of the rung in force, and what it lacks.
        refused: for every stronger rung, why it is not in force.

    Raises:
        OperatorError: no rung as strong as `require` works here, or this is not Linux.
    """

    def __init__(
        self,
        require: str | None = None,
        spares: int = 1,
        *,
        ladder: Sequence[Rung] = LADDER,
        gpu: bool = False,
    ) -> None:
        rungs = _at_least(require, ladder)
        if platform.system() != "Linux":
            raise OperatorError(
                "submissions are graded on Linux only", hint="Use a Linux machine or a container."
            )
        self._stage = stage()
        self._devices = gpu_devices() if gpu else ()
        if gpu and not self._devices:
            raise OperatorError("this machine has no GPU", hint="Look whether `nvidia-smi` finds one.")
        self._gpu = threading.Lock() if gpu else nullcontext()
        found = find()
        self._cgroups = found if isinstance(found, Cgroups) else None
        self._spares = spares
        self._warming: deque[Worker] = deque()
        self._lock = threading.Lock()
        self._hidden: dict[str, tuple[str, ...]] = {}
        self.refused: tuple[str, ...] = ()
        self._rung, self._source = self._choose(rungs)
        self.isolation = self._rung.name
        if not self._cgroups and self._rung.isolated:
            self.isolation += " (without a limit on the memory of all processes together)"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def programs(self) -> tuple[int, ...]:
        """Numbers of the processes that live as long as this object does."""
        return self._source.programs

    def open(self) -> Sandbox:
        """A sandbox for one submission; may be called from any thread."""
        return Sandbox(self.isolation, self._take, self._gpu, self._hidden)

    def close(self) -> None:
        """Kill the spares and what they came from; sandboxes opened before are of no use any more."""
        with self._lock:
            while self._warming:
                self._warming.popleft().close()
            self._source.close()

    def _take(self, probes: Probes) -> Worker:
        """A ready worker that has learnt the probes; from a new source if the one there is gone."""
        try:
            return self._ready(probes)
        except WorkerLostError:
            with self._lock:
                self._source.close()
                self._source = self._rung.open(self._stage, self._cgroups, self._devices)
        try:
            return self._ready(probes)
        except WorkerLostError:
            hint = "See whether the machine has memory left."
            raise OperatorError("no worker can be kept alive in the sandbox", hint=hint) from None

    def _ready(self, probes: Probes) -> Worker:
        with self._lock:
            worker = self._pop(probes) or self._source.start(probes)
            while len(self._warming) < self._spares:
                self._warming.append(self._source.start(probes))
        try:
            worker.wait_until_ready()
            worker.learn(probes)
        except BaseException:
            worker.close()
            raise
        return worker

    def _pop(self, probes: Probes) -> Worker | None:
        """A spare that is of use; the others are in nobody's way any more."""
        while self._warming:
            spare = self._warming.popleft()
            if spare.alive and self._source.suits(spare, probes):
                return spare
            spare.close()
        return None

    def _choose(self, rungs: Sequence[Rung]) -> tuple[Rung, Source]:
        for rung in rungs:
            try:
                return rung, self._tried(rung)
            except OperatorError as error:
                self.refused += (f"{rung.short}: {error.message}",)
        raise OperatorError(
            f"no isolation as strong as `{rungs[-1].short}` works here", hint="; ".join(self.refused)
        )

    def _tried(self, rung: Rung) -> Source:
        """The source of a rung, one worker of which withstood the canary, if the rung claims to."""
        with ExitStack() as stack:
            source = stack.enter_context(closing(rung.open(self._stage, self._cgroups, self._devices)))
            if found := attack(source) if rung.isolated else ():
                raise OperatorError(f"the canary got through: {', '.join(found)}")
            stack.pop_all()
        return source


def _at_least(require: str | None, ladder: Sequence[Rung]) -> Sequence[Rung]:
    names = [rung.short for rung in ladder]
    if require is None:
        return ladder
    if require not in names:
        raise OperatorError(
            f"there is no isolation called `{require}`", hint=f"There are {', '.join(names)}."
        )
    return ladder[: names.index(require) + 1]


def attack(source: Source) -> tuple[str, ...]:
    """Run the canary submission in a worker: what it reached of the things this process laid out for it.

    Raises:
        OperatorError: the worker does not start, or did not survive.
    """

    def take(probes: Probes) -> Worker:
        try:
            worker = source.start(probes)
            worker.wait_until_ready()
        except WorkerLostError:
            raise OperatorError(f"its workers do not come to life: {source.last_line()}") from None
        worker.learn(probes)
        return worker

    with bait() as targets, Sandbox("", take, nullcontext(), {}) as sandbox:
        sandbox.load(Bundle("canary", CANARY.read_text("utf-8"), CANARY_CHECK.format(targets=targets), ""))
        ((_, seen),) = sandbox.run([Job("reaches_nothing", 0, 10.0)])
    found = seen.values["found"] if seen.values else None
    return tuple(map(str, found)) if isinstance(found, list) else (f"it did not run: {seen.stop}",)
