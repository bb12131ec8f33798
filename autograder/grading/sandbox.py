"""Run a student's module behind a wall and bring back what its probes saw.

Covered, where `isolation` is `bubblewrap`; each line has a test in `tests/hostile`:
- the grader's files, environment, network, abstract sockets and processes cannot be reached;
- references, course files and other submissions are not in the file system, and what is there is read-only
  but for /tmp and /dev/shm, 64 MB each;
- a crash, an exit, a hang or an unreadable answer costs the job in which it happens and nothing else;
- CPU time, wall time, the address space of a process, the number of processes, the size of files and of
  answers are bounded, and what is printed goes nowhere;
- nothing survives a batch: no process, no file, no change to any module;
- programs cannot be executed, processes not traced, namespaces and mounts not made (x86_64 and aarch64).
Not covered:
- student code sees the probe and the seed, and its answers are its own word: compare them, never trust them;
- memory summed over 32 processes, and inodes of /tmp: the machine's own limits hold;
- a student's processes can take CPU time from their neighbours until they are killed;
- a hole in the kernel: there is no second wall.
The rung `process` covers the limits, the refused calls and the answers, and nothing that needs a namespace.
"""

from __future__ import annotations

import os
import platform
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import ceil
from typing import Self, TypeVar

from autograder.errors import InstructorError, OperatorError, did_you_mean
from autograder.grading import wire
from autograder.grading.rungs import CANARY, CANARY_CHECK, LADDER, Rung, bait
from autograder.grading.staging import stage
from autograder.grading.worker import Line, Worker, WorkerLostError
from autograder.modules import FailedLine
from autograder.observation import Ending, Observation, Stop

T = TypeVar("T")

LOAD_SECONDS = 10.0
"""CPU time in which the probes, and then the module, must have loaded."""


@dataclass(frozen=True)
class Bundle:
    """What goes in for one submission.

    Attributes:
        slug: of the assignment; tracebacks name the module `<slug>.py`.
        source: the normalised student module.
        checks: text of `checks.py`.
        hidden: text of `hidden.py`, or "".
    """

    slug: str
    source: str
    checks: str
    hidden: str


@dataclass(frozen=True)
class Job:
    """One run of one check's probe."""

    check: str
    seed: int
    seconds: float
    """CPU limit; the wall limit follows from it."""


class _CutError(Exception):
    """A fork gave no usable answer and is gone."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.message)
        self.stop = stop


class Sandbox:
    """One submission's worker. A context manager, for use by one thread.

    Args:
        isolation: name of the rung.
        worker: a ready one.
        take: gives another when that one is lost.
    """

    def __init__(self, isolation: str, worker: Worker, take: Callable[[], Worker]) -> None:
        self.isolation = isolation
        self._worker = worker
        self._take = take
        self._bundle = Bundle("", "", "", "")
        self._unusable: Stop | None = None
        self._forked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Kill everything inside."""
        self._forked = False
        self._worker.close()

    def load(self, bundle: Bundle) -> tuple[FailedLine, ...]:
        """Take a bundle and load its module once, statement by statement.

        Returns:
            The top-level statements that raised. If loading as a whole came to nothing, one entry that says
            why, with the line where it stopped or 0.

        Raises:
            InstructorError: the probes do not load.
        """
        self._bundle = bundle
        with self._fork(wall_seconds(LOAD_SECONDS)) as line:
            failed, self._unusable = self._load_into(line, ())
        if not self._unusable:
            return failed
        frames = self._unusable.frames
        where, text = (frames[-1].line, frames[-1].text) if frames else (0, "")
        return (FailedLine(where, text, self._unusable.message),)

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Observation]]:
        """Run jobs in order, in one fork as long as it lives, and in a new one after a job that ended it.

        After a job that ran out of time the other jobs of its check are left out: one long wait is enough.

        Raises:
            InstructorError: the probes do not load, or a job names none of them.
        """
        waiting = deque(jobs)
        while waiting and not self._unusable:
            with self._fork(sum(wall_seconds(job.seconds) for job in waiting)) as line:
                _, self._unusable = self._load_into(line, waiting)
                while waiting and self._forked:
                    job = waiting.popleft()
                    seen = self._observe(line, job)
                    yield job, seen
                    if seen.stop and seen.stop.ending is Ending.TIMEOUT:
                        waiting = deque(other for other in waiting if other.check != job.check)
        for job in waiting:
            yield job, Observation(None, self._unusable)

    def _observe(self, line: Line, job: Job) -> Observation:
        if self._unusable:
            return Observation(None, self._unusable)
        request = ("job", job.check, job.seed, job.seconds)
        try:
            return self._ask(line, request, job.seconds, wire.read_observation)
        except _CutError as cut:
            return Observation(None, cut.stop)

    def _load_into(self, line: Line, jobs: Iterable[Job]) -> tuple[tuple[FailedLine, ...], Stop | None]:
        """Load the probes, then the module; the Stop says why that is of no use."""
        bundle = self._bundle
        try:
            names = self._ask(line, ("probes", bundle.checks, bundle.hidden), LOAD_SECONDS, _read_probes)
        except _CutError as cut:
            raise InstructorError(f"the probes do not load: {cut.stop.message}", where="checks.py") from None
        for job in jobs:
            if job.check not in names:
                hint = did_you_mean(job.check, names)
                raise InstructorError(f"there is no check `{job.check}`", hint=hint, where="checks.py")
        request = ("module", bundle.slug, bundle.source, LOAD_SECONDS)
        try:
            failed, stop = self._ask(line, request, LOAD_SECONDS, wire.read_loaded)
        except _CutError as cut:
            failed, stop = (), cut.stop
        if stop:
            kind = f"{stop.type}: " if stop.type else ""
            stop = replace(stop, message=f"the module does not load: {kind}{stop.message}")
        return failed, stop

    def _ask(
        self, line: Line, request: Sequence[object], seconds: float, read: Callable[[wire.Received], T]
    ) -> T:
        """An answer, or the end of the fork and why."""
        wall = wall_seconds(seconds)
        try:
            return line.ask(request, wall, read)
        except TimeoutError:
            self._clear()
            stop = Stop(Ending.TIMEOUT, message=f"no answer within {wall:g} s")
        except wire.ProtocolError as error:
            self._clear()
            stop = Stop(Ending.DIED, message=f"the answer broke the protocol of the sandbox: {error}")
        except OSError:
            stop = _describe_death(self._clear(), seconds)
        raise _CutError(stop)

    @contextmanager
    def _fork(self, cpu_seconds: float) -> Iterator[Line]:
        """A fork for the length of a batch; afterwards nothing of it is left."""
        limit = ceil(cpu_seconds + 2 * wall_seconds(LOAD_SECONDS))
        texts = (self._bundle.source, self._bundle.checks, self._bundle.hidden)
        optimizers = any("optim" in text for text in texts)
        try:
            line = self._worker.fork(limit, optimizers)
        except WorkerLostError:
            self._replace_worker()
            line = self._worker.fork(limit, optimizers)
        self._forked = True
        try:
            with line:
                yield line
        finally:
            self._clear()

    def _clear(self) -> int | None:
        """End the fork if that has not been done; its wait status if there is somebody to say it."""
        if not self._forked:
            return None
        self._forked = False
        try:
            return self._worker.clear()
        except WorkerLostError:
            self._replace_worker()
            return None

    def _replace_worker(self) -> None:
        self._worker.close()
        self._worker = self._take()


def wall_seconds(cpu_seconds: float) -> float:
    """Wall time allowed for so much CPU time: a loaded machine must fail nobody."""
    return 3 * cpu_seconds + 2


def _read_probes(frame: wire.Received) -> list[str]:
    """Names of the checks, from a fork that has not run student code yet."""
    where, message, names = frame.payload
    if message:
        raise InstructorError(f"the probes do not load: {message}", where=where)
    return list(names)


def _describe_death(status: int | None, seconds: float) -> Stop:
    """Why a fork hung up, from its wait status; None when its worker is gone too."""
    if status is None:
        return Stop(Ending.DIED, message="the whole sandbox went down, most likely for want of memory")
    if os.WIFEXITED(status):
        code = os.WEXITSTATUS(status)
        return Stop(Ending.DIED, message=f"the process ended itself with exit status {code}")
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return Stop(Ending.TIMEOUT, message=f"no answer within {seconds:g} s of CPU time")
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    return Stop(Ending.DIED, message=f"the process was killed by {name}")


class Sandboxes:
    """Opens sandboxes on the strongest rung that works, and keeps spares warm. A context manager.

    Args:
        require: short name of the rung below which nothing may run, or None for whatever there is.
        spares: how many workers are kept warm for the submissions to come.
        ladder: the rungs, strongest first.

    Attributes:
        isolation: name of the rung in force.
        refused: for every stronger rung, why it is not in force.

    Raises:
        OperatorError: no rung as strong as `require` works here, or this is not Linux.
    """

    def __init__(
        self, require: str | None = None, spares: int = 1, *, ladder: Sequence[Rung] = LADDER
    ) -> None:
        rungs = _at_least(require, ladder)
        if platform.system() != "Linux":
            raise OperatorError(
                "submissions are graded on Linux only", hint="Use a Linux machine or a container."
            )
        self._stage = stage()
        self._spares = spares
        self._warming: deque[Worker] = deque()
        self._lock = threading.Lock()
        self.refused: tuple[str, ...] = ()
        self._rung = self._choose(rungs)
        self.isolation = self._rung.name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def open(self) -> Sandbox:
        """A sandbox for one submission; may be called from any thread."""
        return Sandbox(self.isolation, self._take(), self._take)

    def close(self) -> None:
        """Kill the spares; a sandbox that was opened lives until it is closed itself."""
        with self._lock:
            while self._warming:
                self._warming.popleft().close()

    def _take(self) -> Worker:
        with self._lock:
            worker = self._warming.popleft() if self._warming else self._rung.start(self._stage)
            if not worker.alive:
                worker.close()
                worker = self._rung.start(self._stage)
            while len(self._warming) < self._spares:
                self._warming.append(self._rung.start(self._stage))
        worker.wait_until_ready()
        return worker

    def _choose(self, rungs: Sequence[Rung]) -> Rung:
        for rung in rungs:
            try:
                self._warming.append(self._tried(rung))
            except OperatorError as error:
                self.refused += (f"{rung.short}: {error.message}",)
            else:
                return rung
        raise OperatorError(
            f"no isolation as strong as `{rungs[-1].short}` works here", hint="; ".join(self.refused)
        )

    def _tried(self, rung: Rung) -> Worker:
        """A ready worker that withstood the canary, if it claims to."""
        worker = rung.start(self._stage)
        worker.wait_until_ready()
        found = attack(worker) if rung.isolated else ()
        if found:
            worker.close()
            raise OperatorError(f"the canary got through: {', '.join(found)}")
        return worker


def _at_least(require: str | None, ladder: Sequence[Rung]) -> Sequence[Rung]:
    names = [rung.short for rung in ladder]
    if require is None:
        return ladder
    if require not in names:
        raise OperatorError(
            f"there is no isolation called `{require}`", hint=f"There are {', '.join(names)}."
        )
    return ladder[: names.index(require) + 1]


def attack(worker: Worker) -> tuple[str, ...]:
    """Run the canary submission in a worker: what it reached of the things this process laid out for it."""

    def gone() -> Worker:
        raise OperatorError("the worker ended when it was attacked")

    sandbox = Sandbox("", worker, gone)
    with bait() as targets:
        sandbox.load(Bundle("canary", CANARY.read_text("utf-8"), CANARY_CHECK.format(targets=targets), ""))
        ((_, seen),) = sandbox.run([Job("reaches_nothing", 0, 10.0)])
    found = seen.values["found"] if seen.values else None
    return tuple(map(str, found)) if isinstance(found, list) else (f"it did not run: {seen.stop}",)
