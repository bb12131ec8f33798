"""The tables. A change here needs a new file in `migrations/versions`; a test says when one is missing.

Moments are seconds since 1970, UTC, by the database's clock. Nothing that `course.yaml` says is written down here:
what a late submission loses follows from `received_at` and the file as it is on the day somebody asks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Role(StrEnum):
    """What a person may do."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"


class State(StrEnum):
    """Where a job is; the last two are for ever."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """The machine a job needs."""

    CPU = "cpu"
    GPU = "gpu"


def _words(kind: type[StrEnum]) -> Enum:
    """An enumeration as its words, in a column that both databases call text."""
    return Enum(kind, native_enum=False, length=16, values_callable=lambda words: [w.value for w in words])


class Base(DeclarativeBase):
    """What all tables share: names for constraints, so that migrations can refer to them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  read by SQLAlchemy, once
        dict[str, Any]: JSON,
        Role: _words(Role),
        State: _words(State),
        Kind: _words(Kind),
    }


class Person(Base):
    """Somebody of the course."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role]


class Submission(Base):
    """What a person handed in once; it is never changed."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("person_id", "assignment", "number"),
        UniqueConstraint("person_id", "assignment", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    assignment: Mapped[str] = mapped_column(String(100), index=True)
    number: Mapped[int]
    """From 1, for each person and assignment."""
    blob: Mapped[str] = mapped_column(String(64))
    """sha256 of the file."""
    file: Mapped[str] = mapped_column(String(200))
    """Its name, without folders."""
    received_at: Mapped[float]
    """When its first byte came."""
    key: Mapped[str] = mapped_column(String(64))
    """Made by the sender for each upload: the same again is the same upload, sent twice."""


class Regrade(Base):
    """All submissions of an assignment graded again against another release; seen by students when published."""

    __tablename__ = "regrades"
    __table_args__ = (UniqueConstraint("assignment", "release"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment: Mapped[str] = mapped_column(String(100))
    release: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[float]
    published_at: Mapped[float | None]


class Job(Base):
    """One submission to judge on a runner."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("submission_id", "regrade_id"),
        Index("ix_jobs_waiting", "state", "kind", "priority", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"))
    regrade_id: Mapped[int | None] = mapped_column(ForeignKey("regrades.id"), index=True)
    release: Mapped[str] = mapped_column(String(120))
    """What it was to be graded against when it was made; the report says what it was."""
    kind: Mapped[Kind]
    state: Mapped[State]
    priority: Mapped[int]
    """Higher ones are taken first."""
    not_before: Mapped[float]
    """When it may be taken; later than now after a runner could not grade it."""
    token: Mapped[int]
    """Counts who was entitled to it: a lease has the number of its day, and with any other nothing is accepted."""
    failures: Mapped[int]
    """Runs that ended without a report."""
    runner: Mapped[str | None] = mapped_column(String(100))
    """Who has it, or had it last."""
    leased_at: Mapped[float | None]
    lease_until: Mapped[float | None]
    """When the runner is taken for dead; only of a running job."""

    submission: Mapped[Submission] = relationship()


class Result(Base):
    """The report that was accepted for a job: at most one, for ever."""

    __tablename__ = "results"

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), primary_key=True, autoincrement=False)
    token: Mapped[int]
    """Of the lease under which it was made."""
    report: Mapped[dict[str, Any]]
    """As `autograder/REPORT.md` says."""
    internal: Mapped[bool]
    """Whether a check ended by our fault: such a submission is no attempt."""
    accepted_at: Mapped[float]
    seconds: Mapped[float]
    """From the last lease to now."""


class Event(Base):
    """How the grading of a job goes on, for whoever watches."""

    __tablename__ = "events"

    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1, for each job: a page that lost its connection asks for what came after."""
    at: Mapped[float]
    body: Mapped[dict[str, Any]]


class Notice(Base):
    """Something to be announced, written in the transaction in which it became true."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    body: Mapped[dict[str, Any]]
    created_at: Mapped[float]
    sent_at: Mapped[float | None] = mapped_column(index=True)


class Entry(Base):
    """A line of the audit log: who did what to what."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[float]
    actor: Mapped[str] = mapped_column(String(254))
    """An email, or the name of a runner."""
    action: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(120))
    """Kind and number: `job 17`."""
    detail: Mapped[str] = mapped_column(String(2000))
