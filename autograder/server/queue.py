"""The queue: leases, heartbeats, tokens. Every method is one short transaction, or takes part in its caller's.

Covered: a job that was put in is done or cancelled in the end, whatever runners do; it has one report, from a runner
that was entitled to it when the report came; a runner that dies loses its job when its lease ends, and one that was
only slow has it back if nobody else took it; after `MAX_FAILURES` runs without a report it ends by our fault, with a
report that says so. When the clock jumps, leases begin anew: nobody is taken for dead because of it.
Not covered: a jump that happens while no server looks costs a run, which is then made again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from autograder.results import Outcome, Report, Verdict, report_from_json, report_to_json
from autograder.server.database import Database
from autograder.server.protocol import Hold, Lease
from autograder.server.schema import Entry, Event, Job, Kind, Notice, Regrade, Result, State, Submission

MAX_FAILURES = 3
"""Once may be the machine, twice chance; three times is the submission, or something that a person must look at."""
RETRY_SECONDS = 30.0
"""What a job waits after a runner could not grade it; twice as long after the second time."""
MAX_EVENT = 4096
"""Bytes of an event: one of a training run has 200."""
UNKNOWN = "unknown"
"""The isolation of a report that was written because no runner brought one."""


class Queue:
    """Jobs of a database. For several threads, and for any number of processes.

    Args:
        database: has been migrated.
        lease_seconds: how long a runner that says nothing keeps its job.
        steady: a clock that never jumps.
    """

    def __init__(
        self, database: Database, lease_seconds: float, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._seconds = lease_seconds
        self._steady = steady
        self._looked: tuple[float, float] | None = None

    def enqueue(
        self,
        session: Session,
        submission: Submission,
        release: str,
        kind: Kind,
        priority: int = 0,
        regrade: Regrade | None = None,
    ) -> Job:
        """Put a submission in, in the caller's transaction."""
        job = Job(
            submission=submission,
            regrade_id=regrade.id if regrade else None,
            release=release,
            kind=kind,
            state=State.QUEUED,
            priority=priority,
            not_before=0.0,
            token=0,
            failures=0,
        )
        session.add(job)
        return job

    def lease(self, runner: str, kinds: Sequence[str]) -> Lease | None:
        """See `protocol.Jobs`. Also looks for dead runners, when nobody in this process did so for a while."""
        if self._looked is None or self._steady() - self._looked[1] > self._seconds / 4:
            self.reap()
        with self._database.write() as session:
            now = self._database.now(session)
            waiting = (
                select(Job)
                .where(Job.state == State.QUEUED, Job.kind.in_(map(Kind, kinds)), Job.not_before <= now)
                .order_by(Job.priority.desc(), Job.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            job = session.scalars(waiting).first()
            if job is None:
                return None
            job.state, job.token, job.runner = State.RUNNING, job.token + 1, runner
            job.leased_at, job.lease_until = now, now + self._seconds
            handed_in = job.submission
            return Lease(
                job=job.id,
                token=job.token,
                assignment=handed_in.assignment,
                release=job.release,
                kind=job.kind.value,
                blob=handed_in.blob,
                file=handed_in.file,
                seconds=self._seconds,
            )

    def heartbeat(self, job: int, token: int) -> Hold:
        """See `protocol.Jobs`. A lease that had ended is taken up again if nobody else has taken the job."""
        with self._database.write() as session:
            held = self._held(session, job, token)
            if held is None:
                state = session.scalar(select(Job.state).where(Job.id == job))
                return Hold.CANCELLED if state is State.CANCELLED else Hold.LOST
            if held.state is State.QUEUED:  # it was taken for dead, and is not
                held.state, held.failures = State.RUNNING, held.failures - 1
            held.lease_until = self._database.now(session) + self._seconds
            return Hold.HELD

    def event(self, job: int, token: int, body: Mapping[str, Any]) -> None:
        """See `protocol.Jobs`.

        Raises:
            ValueError: it is longer than `MAX_EVENT`.
        """
        if len(json.dumps(body)) > MAX_EVENT:
            raise ValueError(f"an event has at most {MAX_EVENT} bytes")
        with self._database.write() as session:
            if self._held(session, job, token):
                last = session.scalar(select(func.max(Event.sequence)).where(Event.job_id == job)) or 0
                now = self._database.now(session)
                session.add(Event(job_id=job, sequence=last + 1, at=now, body=dict(body)))

    def complete(self, job: int, token: int, report: Mapping[str, Any]) -> bool:
        """See `protocol.Jobs`. The same report brought again is accepted again, and changes nothing."""
        read = _read(report)
        with self._database.write() as session:
            held = self._held(session, job, token)
            if held is None:
                accepted = session.get(Result, job)
                return accepted is not None and accepted.token == token
            handed_in = held.submission
            if (read.assignment, read.submission) != (handed_in.assignment, handed_in.blob):
                raise ValueError(
                    f"the report is of {read.assignment} {read.submission[:12]}…, not of job {job}"
                )
            self._conclude(session, held, read)
            return True

    def give_back(self, job: int, token: int, problem: str = "") -> None:
        """See `protocol.Jobs`."""
        with self._database.write() as session:
            held = self._held(session, job, token)
            if held is None:
                return
            if not problem:
                self._requeue(held)
            elif held.state is State.RUNNING:  # otherwise it was counted when the lease ended
                held.not_before = self._database.now(session) + RETRY_SECONDS * 2**held.failures
                self._failed(session, held, problem)
            held.token += 1  # a heartbeat that is late must not take it up again

    def cancel(self, job: int, actor: str) -> bool:
        """End a job without a result; whether it had not ended yet. A runner learns of it by its next heartbeat."""
        with self._database.write() as session:
            found = session.get(Job, job, with_for_update=True)
            if found is None or found.state not in (State.QUEUED, State.RUNNING):
                return False
            found.state, found.lease_until = State.CANCELLED, None
            self._note(session, found, actor, "cancelled")
            return True

    def reap(self) -> None:
        """Take the jobs of runners that were not heard of from them."""
        with self._database.write() as session:
            now = self._database.now(session)
            jumped = self._has_jumped(now)
            running = select(Job).where(Job.state == State.RUNNING).with_for_update(skip_locked=True)
            for job in session.scalars(running):
                until = job.lease_until or now
                if jumped or until > now + self._seconds:
                    job.lease_until = now + self._seconds
                elif until <= now:
                    self._failed(session, job, "its lease ended without a report")
            # After a clock that was wrong was set back.
            latest = now + RETRY_SECONDS * 2**MAX_FAILURES
            late = update(Job).where(Job.state == State.QUEUED, Job.not_before > latest)
            session.execute(late.values(not_before=now))

    def _has_jumped(self, now: float) -> bool:
        """Whether the database's clock went another way than the steady one since the last look."""
        steady, before = self._steady(), self._looked
        self._looked = (now, steady)
        return before is not None and abs((now - before[0]) - (steady - before[1])) > self._seconds / 3

    def _held(self, session: Session, job: int, token: int) -> Job | None:
        """A job that has not ended and whose last lease has this token; locked."""
        open_ = Job.state.in_((State.QUEUED, State.RUNNING))
        held = select(Job).where(Job.id == job, Job.token == token, open_).with_for_update(of=Job)
        return session.scalars(held).first()

    def _requeue(self, job: Job) -> None:
        job.state, job.lease_until = State.QUEUED, None

    def _failed(self, session: Session, job: Job, problem: str) -> None:
        """A run ended without a report: the job waits for another one, or this was the last."""
        job.failures += 1
        self._note(session, job, job.runner or UNKNOWN, "run failed", problem)
        if job.failures < MAX_FAILURES:
            self._requeue(job)
            return
        job.token += 1
        message = f"grading ended {MAX_FAILURES} times without a report; an instructor has been called"
        outcome = Outcome("grading", job.submission.assignment, Verdict.INTERNAL, 0.0, 0.0, message=message)
        handed_in = job.submission
        self._conclude(
            session, job, Report(handed_in.assignment, job.release, handed_in.blob, UNKNOWN, (outcome,))
        )

    def _conclude(self, session: Session, job: Job, report: Report) -> None:
        """Accept a report; the token is of who brought it."""
        now = self._database.now(session)
        internal = any(outcome.verdict is Verdict.INTERNAL for outcome in report.outcomes)
        job.state, job.lease_until = State.DONE, None
        session.add(
            Result(
                job_id=job.id,
                token=job.token,
                report=report_to_json(report),
                internal=internal,
                accepted_at=now,
                seconds=max(0.0, now - (job.leased_at or now)),
            )
        )
        session.add(Notice(kind="graded", body={"job": job.id, "internal": internal}, created_at=now))

    def _note(self, session: Session, job: Job, actor: str, action: str, detail: str = "") -> None:
        now = self._database.now(session)
        session.add(Entry(at=now, actor=actor, action=action, subject=f"job {job.id}", detail=detail[:2000]))


def _read(report: Mapping[str, Any]) -> Report:
    """A report from what somebody sent.

    Raises:
        ValueError: it is none.
    """
    try:
        json.dumps(report, allow_nan=False)
        return report_from_json(report)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no report: {type(error).__name__} at {error}") from None
