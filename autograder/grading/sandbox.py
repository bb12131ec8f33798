"""Run a student's module behind walls and bring back what its probes saw.

Covered, where `isolation` is `bubblewrap+fork`; each line has a file in `tests/hostile/submissions`:
- the grader's files, environment, network, abstract sockets and processes cannot be reached;
- references, course files and other submissions are not in the file system, and what is there is read-only
  but for /tmp and /dev/shm, 64 MB and 4,096 files each;
- hidden probes are never in a process whose answers a student may read;
- a crash, an exit, a hang or an unreadable answer costs the check in which it happens and nothing else; what an
  exercise changes for the next one, as far as it can be seen, is undone by a new process;
- CPU time, wall time, the address space of a process, the number of processes, the size of files and of
  answers are bounded, and what is printed goes nowhere;
- memory is bounded over all processes of a submission together, where the host allows cgroups;
- nothing survives a submission: no process, no file, no mount, no cgroup, no change to any module;
- programs cannot be executed, processes not traced, namespaces and mounts not made (x86_64 and aarch64).
Not covered:
- student code sees the probe and the seed, and its answers are its own word: compare them, never trust them;
- a student's processes can take CPU time from their neighbours until they are killed;
- public checks of other assignments that the same zygote has served lie in memory;
- a hole in the kernel: one in the namespaces alone still leaves bubblewrap's walls around the zygote, and lets
  a submission reach others that are graded at that moment, never the references.
On the rung `bubblewrap` there is one wall where there are two, and inodes are not bounded. `landlock+seccomp`
has no namespaces: nothing can be written and no process forked, but paths can be tested for existence, other
processes are seen by their effects, and CPU time is shared without count. `process` covers the limits, the
refused calls and the answers.
"""

from __future__ import annotations

import marshal
import os
import signal
import time
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import Self, TypeVar

from autograder.errors import InstructorError, did_you_mean
from autograder.grading import wire
from autograder.grading.material import Shared
from autograder.grading.worker import (
    GROUP_BYTES,
    IdleError,
    Line,
    Probes,
    Worker,
    WorkerLostError,
    read_probes,
)
from autograder.modules import FailedLine
from autograder.observation import Ending, Observation, Stop
from autograder.training import Progress

T = TypeVar("T")

LOAD_SECONDS = 10.0
"""CPU time in which the hidden probes, and then the module, must have loaded."""
SOUND_SECONDS = 1.0
"""In which a fork must say whether what ran in it last left it as it was."""
IDLE_SECONDS = 3.0
"""Wall time that a probe may sleep, at least."""
TRAINING_IDLE_SECONDS = 30.0
"""The same for a training run, which may have to wait for a GPU."""
TOTAL_SECONDS = 600.0
"""CPU time, and wall time once that has been asked for, of one submission if nobody says otherwise."""


@dataclass(frozen=True)
class Bundle:
    """What goes in for one submission.

    Attributes:
        slug: of the assignment; tracebacks name the module `<slug>.py`.
        source: the normalised student module.
        checks: text of `checks.py`.
        hidden: text of `hidden.py`, or "".
        meddlers: exercises that may change what others use; what comes after one gets a new process.
    """

    slug: str
    source: str
    checks: str
    hidden: str
    meddlers: frozenset[str] = frozenset()

    @property
    def probes(self) -> Probes:
        """What a worker can load before it sees the module."""
        return Probes(self.checks, optimizers="optim" in self.checks + self.hidden)


@dataclass(frozen=True)
class Job:
    """One run of one check's probe."""

    check: str
    seed: int
    seconds: float
    """CPU limit; the wall limit follows from it."""
    exercise: str = ""
    """Between jobs of different exercises it is made sure that the first left nothing to the second."""


@dataclass(frozen=True)
class TrainingJob:
    """One training run.

    Attributes:
        check: its name.
        seed: of the probe's draw.
        seconds: CPU limit; the wall limit follows from it.
        material: what goes in.
        checkpoint: whether a handed-in file is among it.
        told: called with how far it is.
    """

    check: str
    seed: int
    seconds: float
    material: Shared
    checkpoint: bool
    told: Callable[[Progress], None]


class _CutError(Exception):
    """A fork gave no usable answer and is gone."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.message)
        self.stop = stop


class Sandbox:
    """Walls around one submission. A context manager, for use by one thread.

    Args:
        isolation: name of the rung.
        take: gives a worker that is ready and has learnt the probes.
        turn: held while anything is inside.
        hidden: names of the checks of hidden probes, by their text; what is found out is added.
    """

    def __init__(
        self,
        isolation: str,
        take: Callable[[Probes], Worker],
        turn: AbstractContextManager[object],
        hidden: dict[str, tuple[str, ...]],
    ) -> None:
        self.isolation = isolation
        self._take = take
        self._turn = turn
        self._hidden = hidden
        self._worker: Worker | None = None
        self._line: Line | None = None
        self._bundle = Bundle("", "", "", "")
        self._public: tuple[str, ...] = ()
        self._unusable: Stop | None = None
        self._deadline = 0.0
        self._cpu_seconds = 0

    def __enter__(self) -> Self:
        self._turn.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
        self._turn.__exit__(None, None, None)

    def close(self) -> None:
        """Kill everything inside."""
        if self._line:
            self._line.close()
            self._line = None
        if self._worker:
            self._worker.close()
            self._worker = None

    def load(self, bundle: Bundle, seconds: float = TOTAL_SECONDS) -> tuple[FailedLine, ...]:
        """Take a bundle and load its module, statement by statement.

        Args:
            bundle: what goes in.
            seconds: CPU time for the whole submission, and wall time in which jobs may begin.

        Returns:
            The top-level statements that raised. If loading as a whole came to nothing, one entry that says
            why, with the line where it stopped or 0.

        Raises:
            InstructorError: the probes do not load.
        """
        self._clear()
        self._bundle = bundle
        self._deadline = time.monotonic() + seconds
        self._cpu_seconds = ceil(seconds)
        self._public = self._ready_worker().learn(bundle.probes)
        if bundle.hidden and bundle.hidden not in self._hidden:
            self._fork()
            self._hidden[bundle.hidden] = self._load_hidden()
            self._clear()
        failed = self._enter(hidden=False)
        if not self._unusable:
            return failed
        frames = self._unusable.frames
        where, text = (frames[-1].line, frames[-1].text) if frames else (0, "")
        return (FailedLine(where, text, self._unusable.message),)

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Observation]]:
        """Run jobs: those of public checks in order, then those of hidden ones.

        They share a process as long as it lives and nobody changed it, and hidden probes are loaded when nothing
        will be shown any more that it says. After a job that ran out of time, or ended its process, the other jobs
        of its check are left out: one long wait is enough.

        Raises:
            InstructorError: a job names no check.
        """
        public = [job for job in jobs if job.check in self._public]
        hidden = [job for job in jobs if job.check not in self._public]
        known = self._hidden.get(self._bundle.hidden, ())
        for job in hidden:
            if job.check not in known:
                hint = did_you_mean(job.check, (*known, *self._public))
                raise InstructorError(f"there is no check `{job.check}`", hint=hint, where="checks.py")
        try:
            yield from self._run(public, hidden=False)
            if hidden and self._line and not self._take_hidden():
                self._clear()
            yield from self._run(hidden, hidden=True)
        finally:
            self._clear()

    def train(self, job: TrainingJob) -> Observation:
        """Run a training run, in a process of its own that has its material.

        Raises:
            InstructorError: the job names no check.
        """
        hidden = job.check not in self._public
        if hidden and job.check not in self._hidden.get(self._bundle.hidden, ()):
            raise InstructorError(f"there is no check `{job.check}`", where="checks.py")
        self._clear()
        if time.monotonic() > self._deadline:
            return Observation(None, self._used_up())
        self._enter(hidden=hidden, material=job.material.fileno())
        if self._unusable:
            return Observation(None, self._unusable)
        request = ("training", job.check, job.seed, job.seconds, job.material.layout, job.checkpoint)
        wall = wall_seconds(job.seconds)
        try:
            with self._talking(job.seconds, TRAINING_IDLE_SECONDS) as line:
                (nonce,) = line.send([request], wall)
                seen = line.receive(nonce, wall, wire.read_observation, TRAINING_IDLE_SECONDS, job.told)
        except _CutError as cut:
            return Observation(None, cut.stop)
        finally:
            self._clear()
        return replace(seen, seconds=min(seen.seconds, wall))

    def _used_up(self) -> Stop:
        message = f"no answer: the submission as a whole has used up its {self._cpu_seconds} s"
        return Stop(Ending.TIMEOUT, message=message)

    def _run(self, jobs: Sequence[Job], *, hidden: bool) -> Iterator[tuple[Job, Observation]]:
        waiting, slow = deque(jobs), set[str]()
        while waiting and not self._unusable and time.monotonic() < self._deadline:
            if not self._line:
                self._enter(hidden=hidden)
                continue
            seen = None
            for job, seen in self._observe(tuple(waiting)):
                waiting.remove(job)
                yield job, seen
            if seen and seen.stop and seen.stop.ending in (Ending.TIMEOUT, Ending.DIED):
                waiting = deque(other for other in waiting if other.check != job.check)
            if seen and seen.stop and seen.stop.ending is Ending.TIMEOUT and job.exercise not in slow:
                slow.add(job.exercise)
                waiting = deque(_hurried(other, job.exercise) for other in waiting)
        for job in waiting:
            yield job, Observation(None, self._unusable or self._used_up())

    def _observe(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Observation]]:
        """Ask for all jobs at once, and give what came of them until the fork ended or was no longer sound."""
        groups = [tuple(group) for _, group in groupby(jobs, key=lambda job: job.exercise)]
        requests = [("jobs", [(job.check, job.seed, job.seconds) for job in group]) for group in groups]
        job = jobs[0]
        try:
            with self._talking(job.seconds) as line:
                nonces = line.send(requests, wall_seconds(job.seconds))
            for group, nonce in zip(groups, nonces, strict=True):
                for k, job in enumerate(group):
                    wall = wall_seconds(job.seconds)
                    with self._talking(job.seconds) as line:
                        idle = idle_seconds(job.seconds)
                        seen = line.receive(wire.nth(nonce, k), wall, wire.read_observation, idle)
                    if seen.seconds > wall:  # it may say anything
                        seen = replace(seen, seconds=wall)
                    yield job, seen
                    if time.monotonic() > self._deadline:
                        self._clear()
                        return
                if job.exercise in self._bundle.meddlers or not self._is_sound(wire.nth(nonce, len(group))):
                    self._clear()
                    return
        except _CutError as cut:
            yield job, Observation(None, cut.stop)

    def _is_sound(self, nonce: bytes) -> bool:
        """Whether the fork says that the last exercise left it as it was; one that does not answer is not."""
        try:
            with self._talking(SOUND_SECONDS) as line:
                return line.receive(nonce, wall_seconds(SOUND_SECONDS), _is_true)
        except _CutError:
            return False

    def _take_hidden(self) -> bool:
        """Give the fork the hidden probes; whether it says that it has them. Student code has run in it."""
        known = self._hidden[self._bundle.hidden]
        try:
            answer = self._ask(("hidden", _compiled(self._bundle.hidden)), LOAD_SECONDS, wire.read_probes)
        except _CutError:
            return False
        return answer == ("", "", (*self._public, *known))

    def _load_hidden(self) -> tuple[str, ...]:
        """Give the hidden probes to a fork in which no student code has run."""
        try:
            names = self._ask(("hidden", _compiled(self._bundle.hidden)), LOAD_SECONDS, read_probes)
        except _CutError as cut:
            message = f"the probes do not load: {cut.stop.message}"
            raise InstructorError(message, where="hidden.py") from None
        return tuple(name for name in names if name not in self._public)

    def _enter(self, *, hidden: bool, material: int | None = None) -> tuple[FailedLine, ...]:
        """Open a fork and load the module into it; `_unusable` says afterwards why that is of no use."""
        self._unusable = None
        self._fork(material)
        if hidden:
            self._load_hidden()
        request = ("module", self._bundle.slug, self._bundle.source, LOAD_SECONDS)
        try:
            failed, stop = self._ask(request, LOAD_SECONDS, wire.read_loaded)
        except _CutError as cut:
            failed, stop = (), cut.stop
        if stop:
            kind = f"{stop.type}: " if stop.type else ""
            self._unusable = replace(stop, message=f"the module does not load: {kind}{stop.message}")
        return failed

    def _ask(self, request: Sequence[object], seconds: float, read: Callable[[wire.Received], T]) -> T:
        with self._talking(seconds) as line:
            return line.ask(request, wall_seconds(seconds), read)

    @contextmanager
    def _talking(self, seconds: float, idle: float | None = None) -> Iterator[Line]:
        """The line to the fork; what goes wrong on it is the end of the fork, and is raised with the reason.

        Args:
            seconds: CPU time that the fork was given for the answer.
            idle: wall time that it may sleep, if that is not what goes with the CPU time.
        """
        assert self._line
        try:
            yield self._line
        except IdleError:
            self._clear()
            waited = idle_seconds(seconds) if idle is None else idle
            message = f"no answer within {waited:g} s, in which it only waited"
            stop = Stop(Ending.TIMEOUT, message=message)
        except TimeoutError:
            self._clear()
            stop = Stop(Ending.TIMEOUT, message=f"no answer within {wall_seconds(seconds):g} s")
        except wire.ProtocolError as error:
            self._clear()
            stop = Stop(Ending.DIED, message=f"the answer broke the protocol of the sandbox: {error}")
        except OSError:
            stop = self._describe_death(seconds)
        except BaseException:
            self._clear()
            raise
        else:
            return
        raise _CutError(stop)

    def _describe_death(self, seconds: float) -> Stop:
        starved = bool(self._worker and self._worker.ran_out_of_memory)
        status = self._clear()
        if not starved:
            return _describe_death(status, seconds)
        self._replace_worker()  # its group would go on saying so
        return Stop(Ending.DIED, message=f"the process was killed: it used more than {GROUP_BYTES >> 20} MB")

    def _fork(self, material: int | None = None) -> None:
        probes = self._bundle.probes
        try:
            self._line = self._ready_worker().fork(probes, self._cpu_seconds, material)
        except WorkerLostError:
            self._replace_worker()
            self._line = self._ready_worker().fork(probes, self._cpu_seconds, material)

    def _clear(self) -> int | None:
        """End the fork if that has not been done; its wait status if there is somebody to say it."""
        if not self._line or not self._worker:
            return None
        try:
            return self._worker.clear()
        except WorkerLostError:
            self._replace_worker()
            return None
        finally:
            if self._line:
                self._line.close()
            self._line = None

    def _ready_worker(self) -> Worker:
        """The worker, which has learnt the probes."""
        if not self._worker:
            self._worker = self._take(self._bundle.probes)
        return self._worker

    def _replace_worker(self) -> None:
        if self._worker:
            self._worker.close()
        self._worker = None


@lru_cache(maxsize=16)
def _compiled(hidden: str) -> str:
    """Hidden probes as a process with the same Python takes them, for every submission needs them anew.

    Raises:
        InstructorError: they do not parse.
    """
    try:
        return b64encode(marshal.dumps(compile(hidden, "hidden.py", "exec", dont_inherit=True))).decode()
    except SyntaxError as error:
        message = f"the probes do not load: SyntaxError: {error.msg}"
        raise InstructorError(message, where=f"hidden.py:{error.lineno}") from None


def _hurried(job: Job, exercise: str) -> Job:
    """The job with half its time, if it is of the exercise: who never comes back from one probe seldom does so from
    another, and others wait.
    """
    return replace(job, seconds=job.seconds / 2) if job.exercise == exercise else job


def _is_true(frame: wire.Received) -> bool:
    return frame.payload is True


def wall_seconds(cpu_seconds: float) -> float:
    """Wall time allowed for so much CPU time: a loaded machine must fail nobody."""
    return 3 * cpu_seconds + 2


def idle_seconds(cpu_seconds: float) -> float:
    """Wall time for which a process that may compute so long may sleep."""
    return max(cpu_seconds, IDLE_SECONDS)


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
