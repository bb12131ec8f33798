"""A regrade: all submissions of an assignment against a new release; students see it when it is published.

Until then, and for those that ended by our fault or were cancelled afterwards too, the old result counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from autograder.errors import InstructorError
from autograder.server.current import current_results
from autograder.server.database import Database
from autograder.server.queue import Queue
from autograder.server.schema import Entry, Job, Kind, Notice, Regrade, Result, State, Submission

PRIORITY = -1
"""Whoever hands in now waits for nobody's regrade."""


@dataclass(frozen=True)
class Change:
    """What a regrade would do to a submission.

    Attributes:
        submission: its number in the database.
        before: its score, or None when it had no result.
        after: the score that the regrade found.
    """

    submission: int
    before: float | None
    after: float


def start(database: Database, queue: Queue, slug: str, release: str, kind: Kind, actor: str) -> int:
    """Make jobs for all submissions that have none for this release; the number of the regrade.

    There is one regrade for each release: who comes second is given the number of the first.
    """
    with database.write() as session:
        now = database.now(session)
        regrade = Regrade(assignment=slug, release=release, created_at=now)
        try:
            with session.begin_nested():
                session.add(regrade)
        except IntegrityError:
            same = select(Regrade.id).where(Regrade.assignment == slug, Regrade.release == release)
            return session.scalars(same).one()
        judged = select(Job.submission_id).where(Job.release == release, Job.state != State.CANCELLED)
        left = select(Submission).where(Submission.assignment == slug, Submission.id.not_in(judged))
        for submission in session.scalars(left.order_by(Submission.id)):
            queue.enqueue(session, submission, release, kind, PRIORITY, regrade)
        session.add(_entry(now, actor, "regrade started", regrade.id, release))
        return regrade.id


def waiting(database: Database, regrade: int) -> tuple[int, int]:
    """How many of its jobs have not ended, and how many there are."""
    with database.read() as session:
        total = select(func.count()).select_from(Job).where(Job.regrade_id == regrade)
        return _open(session, regrade), session.scalar(total) or 0


def changes(database: Database, regrade: int) -> tuple[Change, ...]:
    """What would change if it were published now, by submission; what ended by our fault would change nothing."""
    with database.read() as session:
        reports = select(Job.submission_id, Result.report).join(Result, Result.job_id == Job.id)
        ours = (Job.regrade_id == regrade, Result.internal.is_(False))
        new = {number: report["score"] for number, report in session.execute(reports.where(*ours))}
        counting = select(current_results(Job.submission_id.in_(new)).subquery().c.job_id)
        old = {number: r["score"] for number, r in session.execute(reports.where(Job.id.in_(counting)))}
        return tuple(
            Change(number, old.get(number), score)
            for number, score in sorted(new.items())
            if old.get(number) != score
        )


def publish(database: Database, regrade: int, actor: str) -> None:
    """Let its results count. Once is enough; again changes nothing.

    Raises:
        InstructorError: it is not finished.
    """
    with database.write() as session:
        it = session.get_one(Regrade, regrade, with_for_update=True)
        if it.published_at is not None:
            return
        if count := _open(session, regrade):
            hint = "Wait for them, or cancel them: their old results go on to count."
            raise InstructorError(f"{count} submissions of the regrade are not graded yet", hint=hint)
        it.published_at = database.now(session)
        session.add(Notice(kind="published", body={"regrade": regrade}, created_at=it.published_at))
        session.add(_entry(it.published_at, actor, "regrade published", regrade, it.release))


def _open(session: Session, regrade: int) -> int:
    unfinished = Job.state.in_((State.QUEUED, State.RUNNING))
    count = select(func.count()).select_from(Job).where(Job.regrade_id == regrade, unfinished)
    return session.scalar(count) or 0


def _entry(now: float, actor: str, action: str, regrade: int, detail: str) -> Entry:
    return Entry(at=now, actor=actor, action=action, subject=f"regrade {regrade}", detail=detail)
