"""Whatever runners, clocks and students do, and in whatever order: a submission that was acknowledged has one result.

The model knows for each job who is entitled to it, and what was accepted; the queue must agree after every step.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from serving import LEASE, Clock, Desk, empty, report_of
from sqlalchemy import func, select

from autograder.server.blobs import Blobs
from autograder.server.database import Database
from autograder.server.protocol import Hold, Lease
from autograder.server.queue import MAX_FAILURES, RETRY_SECONDS, Queue
from autograder.server.schema import Job, Result, State

RUNNERS = ("one", "two", "three")


@dataclass
class Known:
    """What the model knows of a job."""

    holder: Lease | None = None
    """The last lease, while it may still bring a report."""
    ended: State | None = None
    accepted: dict[str, Any] | None = None


class Runners(RuleBasedStateMachine):
    """Several runners, a server that may restart, a student and a clock."""

    database: Database
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        empty(self.database)
        self.clock = Clock()
        self.database.now = self.clock
        self.desk = Desk(self.database, Blobs(self.folder), self.clock)
        self.person = self.desk.enrol()
        self.leases: list[Lease] = []
        self.jobs: dict[int, Known] = {}
        self.points = 0.0

    @initialize()
    def begin(self) -> None:
        self.hand_in()

    @precondition(lambda self: len(self.jobs) < 3)
    @rule()
    def hand_in(self) -> None:
        receipt = self.desk.hand_in(self.person)
        self.jobs[receipt.job] = Known()

    @rule(runner=st.sampled_from(RUNNERS))
    def lease(self, runner: str) -> None:
        lease = self.desk.queue.lease(runner, ["cpu"])
        self._look()
        if lease:
            known = self.jobs[lease.job]
            assert known.ended is None
            assert all(lease.token > old.token for old in self.leases if old.job == lease.job)
            known.holder = lease
            self.leases.append(lease)

    @rule(runner=st.sampled_from(RUNNERS))
    def runner_dies(self, runner: str) -> None:
        self.lease(runner)
        self.clock.tick(LEASE + 1)
        self.reap()

    @precondition(lambda self: self.leases)
    @rule(data=st.data())
    def heartbeat(self, data: st.DataObject) -> None:
        lease, known = self._pick(data)
        hold = self.desk.queue.heartbeat(lease.job, lease.token)
        if known.ended is State.CANCELLED:
            assert hold is Hold.CANCELLED
        else:
            held = known.ended is None and known.holder == lease
            assert hold is (Hold.HELD if held else Hold.LOST)

    @precondition(lambda self: self.leases)
    @rule(data=st.data())
    def complete(self, data: st.DataObject) -> None:
        lease, known = self._pick(data)
        self.points += 1
        report = report_of(lease, self.points)
        entitled = known.ended is None and known.holder == lease
        again = known.ended is State.DONE and known.holder == lease
        assert self.desk.queue.complete(lease.job, lease.token, report) is (entitled or again)
        if entitled:
            known.ended, known.accepted = State.DONE, report

    @precondition(lambda self: self.leases)
    @rule(data=st.data(), problem=st.sampled_from(["", "", "no memory"]))
    def give_back(self, data: st.DataObject, problem: str) -> None:
        lease, known = self._pick(data)
        self.desk.queue.give_back(lease.job, lease.token, problem)
        if known.ended is None and known.holder == lease:
            known.holder = None
        self._look()

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        job, known = data.draw(st.sampled_from(sorted(self.jobs.items(), key=lambda item: item[0])))
        assert self.desk.queue.cancel(job, "ada") is (known.ended is None)
        known.ended = known.ended or State.CANCELLED

    @rule(seconds=st.sampled_from([1.0, LEASE / 2, LEASE + 1, RETRY_SECONDS * 4]))
    def time_goes_by(self, seconds: float) -> None:
        self.clock.tick(seconds)

    @rule(seconds=st.sampled_from([-86400.0, -60.0, 60.0, 86400.0]))
    def clock_jumps(self, seconds: float) -> None:
        self.clock.jump(seconds)

    @rule()
    def reap(self) -> None:
        self.desk.queue.reap()
        self._look()

    @rule()
    def server_restarts(self) -> None:
        self.desk.queue = Queue(self.database, LEASE, lambda: self.clock.steady)

    def _pick(self, data: st.DataObject) -> tuple[Lease, Known]:
        lease = data.draw(st.sampled_from(self.leases))
        return lease, self.jobs[lease.job]

    def _look(self) -> None:
        """Learn which jobs have ended by our fault: after so many runs without a report, and no earlier."""
        for job, known in self.jobs.items():
            it = self.desk.job(job)
            if known.ended is None and it.state is State.DONE:
                assert it.failures == MAX_FAILURES
                known.ended, known.holder = State.DONE, None
                known.accepted = self.desk.results()[job]

    @invariant()
    def what_was_accepted_stays(self) -> None:
        accepted = {job: known.accepted for job, known in self.jobs.items() if known.accepted}
        assert self.desk.results() == accepted
        open_ = (State.QUEUED, State.RUNNING)
        with self.database.read() as session:
            jobs = session.scalars(select(Job)).all()
        ended = {job.id: job.state for job in jobs if job.state not in open_}
        assert all(job.failures < MAX_FAILURES for job in jobs if job.state in open_)
        assert ended == {job: known.ended for job, known in self.jobs.items() if known.ended}

    def teardown(self) -> None:
        """In the end a patient runner comes, and all that was handed in has one result or was cancelled."""
        for _ in range(MAX_FAILURES * len(self.jobs) + 1):
            self.clock.tick(RETRY_SECONDS * 2**MAX_FAILURES + LEASE)
            self.desk.queue.reap()
            while lease := self.desk.queue.lease("patient", ["cpu"]):
                assert self.desk.queue.complete(lease.job, lease.token, report_of(lease))
        with self.database.read() as session:
            results = session.scalar(select(func.count()).select_from(Result))
        cancelled = sum(known.ended is State.CANCELLED for known in self.jobs.values())
        assert results == len(self.jobs) - cancelled


@pytest.mark.parametrize(("url", "examples"), [("sqlite", 30), ("postgresql", 8)], indirect=["url"])
def test_every_acknowledged_submission_ends_with_one_accepted_result(url: str, examples: int) -> None:
    with Database(url) as database, tempfile.TemporaryDirectory() as folder:
        database.migrate()
        machine = type("On", (Runners,), {"database": database, "folder": Path(folder)})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=examples,
                stateful_step_count=30,
                deadline=None,
                derandomize=True,
                phases=[Phase.generate],  # to shrink what takes a second takes hours
                suppress_health_check=list(HealthCheck),
            ),
        )
