"""Where a job is in the queue, and about how long it will take."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from autograder.server.database import Database
from autograder.server.schema import Job, Result, State

RECENT = 20
"""Results that an estimate is the mean of: an hour of a busy evening, so that another assignment soon shows."""


@dataclass(frozen=True)
class Standing:
    """How far a job is.

    Attributes:
        state: of the job.
        ahead: jobs that come before it; 0 once it runs.
        seconds: until its result, if it goes on like the last ones; None when there were none, or it has ended.
    """

    state: State
    ahead: int
    seconds: float | None


def standing(database: Database, job: int) -> Standing:
    """How far a job is.

    Raises:
        NoResultFound: there is no such job.
    """
    with database.read() as session:
        it = session.get_one(Job, job)
        recent = (
            select(Result.seconds)
            .join(Job, Job.id == Result.job_id)
            .where(Job.kind == it.kind)
            .order_by(Result.accepted_at.desc())
            .limit(RECENT)
            .subquery()
        )
        each = session.scalar(select(func.avg(recent.c.seconds)))
        if it.state is State.RUNNING:
            ran = database.now(session) - (it.leased_at or 0.0)
            return Standing(it.state, 0, None if each is None else max(0.0, each - ran))
        if it.state is not State.QUEUED:
            return Standing(it.state, 0, None)
        earlier = or_(Job.priority > it.priority, and_(Job.priority == it.priority, Job.id < it.id))
        of_kind = select(func.count()).select_from(Job).where(Job.kind == it.kind)
        ahead = session.scalar(of_kind.where(Job.state == State.QUEUED, earlier)) or 0
        runners = max(1, session.scalar(of_kind.where(Job.state == State.RUNNING)) or 0)
        return Standing(it.state, ahead, None if each is None else each * (ahead / runners + 1))
