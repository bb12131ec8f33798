"""A runner against a queue in the same process, with a grader that a test plays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from serving import Desk
from sqlalchemy import select

from autograder.errors import OperatorError
from autograder.grading.pipeline import Watcher
from autograder.grading.submission import digest
from autograder.results import Outcome, Report, Verdict
from autograder.server.protocol import Hold, Lease
from autograder.server.queue import Queue
from autograder.server.runner import Runner
from autograder.server.schema import Entry, Event, State

Play = Callable[[Path, Watcher], None]


class Stage:
    """A runner in a thread, and what was opened and graded."""

    def __init__(self, desk: Desk, play: Play, jobs: Any = None) -> None:
        self.opened: list[str] = []
        self.closed = 0
        self.graded: list[str] = []
        self.error: BaseException | None = None
        self._play = play
        self.runner = Runner(
            "one", jobs or desk.queue, desk.blobs, self._open, kinds=("cpu", "gpu"), poll_seconds=0.01
        )
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @contextmanager
    def _open(self, kind: str) -> Iterator[Stage]:
        self.opened.append(kind)
        yield self
        self.closed += 1

    def grade(self, slug: str, path: Path, watcher: Watcher | None = None) -> Report:
        assert watcher
        self.graded.append(path.name)
        self._play(path, watcher)
        outcome = Outcome("works", slug, Verdict.PASSED, 1.0, 1.0)
        return Report(slug, "demo-1", digest(path), "none", (outcome,))

    def _run(self) -> None:
        try:
            self.runner.run()
        except BaseException as error:
            self.error = error

    def end(self) -> None:
        self.runner.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


def until(true: Callable[[], object]) -> None:
    waiter = threading.Event()
    for _ in range(1000):
        if true():
            return
        waiter.wait(0.01)
    raise AssertionError("it did not come to pass in 10 s")


@pytest.fixture
def hasty(desk: Desk) -> Desk:
    """A desk whose leases are so short that a runner beats often."""
    desk.queue = desk.intake.queue.__class__(desk.database, 0.3, lambda: desk.clock.steady)
    return desk


def test_a_job_is_fetched_graded_and_brought(desk: Desk) -> None:
    seen: list[str] = []
    stage = Stage(desk, lambda path, watcher: seen.append(path.read_text()))
    receipt = desk.hand_in(desk.enrol(), "x = 3")
    until(desk.results)
    stage.end()
    assert (seen, stage.graded, stage.opened, stage.closed) == (["x = 3"], ["demo.py"], ["cpu"], 1)
    assert desk.results()[receipt.job]["score"] == 1.0
    assert stage.error is None


def test_progress_is_told_but_not_every_bit_of_it(hasty: Desk) -> None:
    pause = threading.Event()

    def play(path: Path, watcher: Watcher) -> None:
        for done in range(40):
            watcher.checked(done + 1, 40)
            pause.wait(0.01)

    receipt = hasty.hand_in(hasty.enrol())
    stage = Stage(hasty, play)
    until(hasty.results)
    stage.end()
    with hasty.database.read() as session:
        bodies = [event.body for event in session.scalars(select(Event).order_by(Event.sequence))]
    assert 1 <= len(bodies) < 40
    assert bodies[-1]["kind"] == "checked"
    assert hasty.job(receipt.job).state is State.DONE


def test_a_runner_that_is_stopped_gives_its_job_back(desk: Desk) -> None:
    began, go = threading.Event(), threading.Event()

    def play(path: Path, watcher: Watcher) -> None:
        began.set()
        go.wait(10)
        watcher.checked(1, 2)

    receipt = desk.hand_in(desk.enrol())
    stage = Stage(desk, play)
    assert began.wait(10)
    stage.runner.stop()
    go.set()
    stage.end()
    job = desk.job(receipt.job)
    assert (job.state, job.failures) == (State.QUEUED, 0)
    assert desk.lease("two").job == receipt.job


@pytest.mark.parametrize("how", ["cancelled", "lost"])
def test_grading_ends_when_the_job_is_cancelled_or_lost(hasty: Desk, how: str) -> None:
    ended = threading.Event()

    def play(path: Path, watcher: Watcher) -> None:
        try:
            while True:
                watcher.checked(1, 2)
                ended.wait(0.01)
        finally:
            ended.set()

    receipt = hasty.hand_in(hasty.enrol())
    stage = Stage(hasty, play)
    until(lambda: stage.graded)
    if how == "cancelled":
        hasty.queue.cancel(receipt.job, "ada@example.org")
    else:
        with hasty.database.write() as session:
            session.merge(hasty.job(receipt.job)).token += 1
    assert ended.wait(10)
    stage.end()
    assert hasty.results() == {}


def test_a_grader_that_raises_costs_its_job_a_run_and_the_runner_goes_on(desk: Desk) -> None:
    def play(path: Path, watcher: Watcher) -> None:
        if "bad" in path.read_text():
            raise ZeroDivisionError("by zero")

    bad = desk.hand_in(desk.enrol(), "bad")
    good = desk.hand_in(desk.enrol("b@example.org"), "good")
    stage = Stage(desk, play)
    until(lambda: good.job in desk.results())
    stage.end()
    assert (desk.job(bad.job).state, desk.job(bad.job).failures) == (State.QUEUED, 1)
    with desk.database.read() as session:
        assert session.scalars(select(Entry)).one().detail == "ZeroDivisionError: by zero"


def test_a_machine_that_cannot_grade_gives_its_job_back_and_takes_no_other(desk: Desk) -> None:
    def play(path: Path, watcher: Watcher) -> None:
        raise OperatorError("no sandbox")

    jobs = [desk.hand_in(desk.enrol(f"{k}@example.org")).job for k in range(2)]
    stage = Stage(desk, play)
    until(lambda: stage.error)
    stage.end()
    assert isinstance(stage.error, OperatorError)
    assert [desk.job(job).failures for job in jobs] == [1, 0]


def test_a_new_release_opens_a_new_grader_once(desk: Desk) -> None:
    stage = Stage(desk, lambda path, watcher: None)
    person = desk.enrol()
    for k, release in enumerate(["demo-1", "demo-2", "demo-1"]):
        desk.release = release
        desk.hand_in(person, f"a = {k}")
    until(lambda: len(desk.results()) == 3)
    stage.end()
    assert (stage.opened, stage.closed) == (["cpu", "cpu"], 2)


class Deaf:
    """A server that does not hear the first calls of each kind."""

    def __init__(self, queue: Queue) -> None:
        self._queue, self._calls = queue, dict.fromkeys(["lease", "complete"], 0)

    def _heard(self, name: str) -> None:
        self._calls[name] += 1
        if self._calls[name] == 1:
            raise OperatorError("nobody there")

    def lease(self, runner: str, kinds: list[str]) -> Lease | None:
        self._heard("lease")
        return self._queue.lease(runner, kinds)

    def complete(self, job: int, token: int, report: dict[str, Any]) -> bool:
        self._heard("complete")
        return self._queue.complete(job, token, report)

    def heartbeat(self, job: int, token: int) -> Hold:
        raise OperatorError("nobody there")

    def event(self, job: int, token: int, body: dict[str, Any]) -> None:
        raise OperatorError("nobody there")

    def give_back(self, job: int, token: int, problem: str = "") -> None:
        raise OperatorError("nobody there")


def test_a_server_that_is_away_for_a_while_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.server.runner.INSIST_SECONDS", 0.05)
    receipt = desk.hand_in(desk.enrol())
    stage = Stage(desk, lambda path, watcher: None, Deaf(desk.queue))
    until(desk.results)
    stage.end()
    assert desk.job(receipt.job).failures == 0
