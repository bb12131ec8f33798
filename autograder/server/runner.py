"""A runner: takes a job, keeps its lease alive while it is graded, tells how it goes on, brings the report.

Covered: when the lease is lost, the job cancelled or the runner told to stop, grading ends at the next thing that
happens in it; a report is brought until the server has said yes or no; whatever exception grading raises, the job
goes back with what went wrong, and the runner goes on.
Not covered: an OperatorError means that this machine cannot grade: the job goes back, and the runner ends.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from autograder.errors import OperatorError
from autograder.grading.pipeline import Watcher
from autograder.results import Report, report_to_json
from autograder.server.protocol import Bundles, Hold, Jobs, Lease
from autograder.training import Progress

EVENT_SECONDS = 0.5
"""How often progress is told, at most: a page shows no more, and a submission has 183 answers in 0.25 s."""
INSIST_SECONDS = 1.0
"""How long to wait before a report is brought again."""

_log = logging.getLogger(__name__)


class Grades(Protocol):
    """What grades one submission: `Grader`."""

    def grade(self, slug: str, path: Path, watcher: Watcher | None = None) -> Report:
        """Grade it; the watcher may raise, and ends it so."""


Open = Callable[[str], AbstractContextManager[Grades]]
"""Opens what grades jobs of a kind, `cpu` or `gpu`."""


class DroppedError(Exception):
    """Grading is to end now, without a report."""


class Pulse:
    """Keeps a lease alive from a thread of its own, and passes progress on. A context manager and a `Watcher`.

    The events are JSON objects: `{"kind": "checked", "done": 12, "total": 183}`, and of a training run
    `{"kind": "trained", "check": name}` with the fields of `Progress`.

    Args:
        jobs: where the lease is from.
        lease: to be kept.
        stopping: is set when the runner is to stop.

    Attributes:
        hold: what the last heartbeat heard.
    """

    def __init__(self, jobs: Jobs, lease: Lease, stopping: threading.Event) -> None:
        self.hold = Hold.HELD
        self._jobs, self._lease, self._stopping = jobs, lease, stopping
        self._latest: dict[str, Any] | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"pulse of job {lease.job}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def checked(self, done: int, total: int) -> None:
        """See Watcher."""
        self._tell({"kind": "checked", "done": done, "total": total})

    def trained(self, check: str, progress: Progress) -> None:
        """See Watcher."""
        self._tell({"kind": "trained", "check": check, **asdict(progress)})

    def _tell(self, body: dict[str, Any]) -> None:
        if self._stopping.is_set() or self.hold is not Hold.HELD:
            raise DroppedError
        self._latest = body

    def _beat(self) -> None:
        every = self._lease.seconds / 3
        due = time.monotonic() + every
        while not self._ended.wait(min(EVENT_SECONDS, every)):
            try:
                if time.monotonic() >= due:
                    self.hold = self._jobs.heartbeat(self._lease.job, self._lease.token)
                    due = time.monotonic() + every
                body, self._latest = self._latest, None
                if body and self.hold is Hold.HELD:
                    self._jobs.event(self._lease.job, self._lease.token, body)
            except OperatorError as error:  # the next beat comes soon, and a lease lasts for three
                _log.warning("job %d: %s", self._lease.job, error.message)


class Runner:
    """Takes jobs and grades them, one at a time, until it is told to stop.

    Args:
        name: who it is, for people.
        jobs: where jobs come from.
        bundles: where files come from.
        open_grader: opens what grades; again when there is a new release, since a grader keeps what it has read.
        kinds: of jobs to take.
        poll_seconds: how often to look when there is nothing to do.
    """

    def __init__(
        self,
        name: str,
        jobs: Jobs,
        bundles: Bundles,
        open_grader: Open,
        kinds: tuple[str, ...] = ("cpu",),
        poll_seconds: float = 0.2,
    ) -> None:
        self._name, self._jobs, self._bundles = name, jobs, bundles
        self._open, self._kinds, self._poll = open_grader, kinds, poll_seconds
        self._stopping = threading.Event()
        self._graders: dict[str, Grades] = {}
        self._releases: dict[str, set[str]] = {}

    def stop(self) -> None:
        """Give back what is being graded, and end; from another thread."""
        self._stopping.set()

    def run(self) -> None:
        """Work until `stop`.

        Raises:
            OperatorError: this machine cannot grade; what it had in hand went back.
        """
        with ExitStack() as opened:
            self._grader(self._kinds[0], opened)  # a machine that cannot grade takes no jobs
            while not self._stopping.is_set():
                lease = self._next()
                if lease is None:
                    self._stopping.wait(self._poll)
                else:
                    self._work(lease, opened)

    def _next(self) -> Lease | None:
        try:
            return self._jobs.lease(self._name, self._kinds)
        except OperatorError as error:
            _log.warning("no jobs to be had: %s", error.message)
            self._stopping.wait(INSIST_SECONDS)
            return None

    def _work(self, lease: Lease, opened: ExitStack) -> None:
        """Grade one job, and say how it ended."""
        with Pulse(self._jobs, lease, self._stopping) as pulse:
            try:
                report = report_to_json(self._grade(lease, pulse, opened))
                self._insist(lambda: self._complete(lease, report))
            except DroppedError:
                if pulse.hold is Hold.HELD:
                    self._insist(lambda: self._jobs.give_back(lease.job, lease.token))
            except Exception as error:
                _log.exception("job %d cannot be graded", lease.job)
                problem = f"{type(error).__name__}: {error}"
                self._insist(lambda: self._jobs.give_back(lease.job, lease.token, problem))
                if isinstance(error, OperatorError):
                    raise

    def _grade(self, lease: Lease, pulse: Pulse, opened: ExitStack) -> Report:
        releases = self._releases.setdefault(lease.assignment, set())
        if releases and lease.release not in releases:
            opened.close()
            self._graders.clear()
        releases.add(lease.release)
        grader = self._grader(lease.kind, opened)
        with tempfile.TemporaryDirectory(prefix="submission-") as folder:
            path = Path(folder) / lease.file
            self._bundles.fetch(lease.blob, path)
            return grader.grade(lease.assignment, path, pulse)

    def _grader(self, kind: str, opened: ExitStack) -> Grades:
        if kind not in self._graders:
            self._graders[kind] = opened.enter_context(self._open(kind))
        return self._graders[kind]

    def _complete(self, lease: Lease, report: Mapping[str, Any]) -> None:
        if not self._jobs.complete(lease.job, lease.token, report):
            _log.warning("job %d: the report came too late, another runner has the job", lease.job)

    def _insist(self, call: Callable[[], None]) -> None:
        """Call until it is heard, but not longer than the runner may go on."""
        while True:
            try:
                return call()
            except OperatorError as error:
                _log.warning("the server does not hear: %s", error.message)
                if self._stopping.wait(INSIST_SECONDS):
                    return None
