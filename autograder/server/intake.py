"""From an upload to a submission and its job: safe on the disk first, then one transaction, then "received".

Covered: an upload that is sent twice with the same key is one submission; two at the same moment get two numbers, and
no more than the attempts there are; the moment that counts is when the first byte came, by the database's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from autograder.course import Assignment, Course, late_factor
from autograder.errors import StudentError
from autograder.grading.statements import printable
from autograder.server.blobs import Blobs
from autograder.server.current import current_results
from autograder.server.database import Database
from autograder.server.queue import Queue
from autograder.server.schema import Job, Kind, Person, State, Submission

ENDINGS = (".ipynb", ".py", ".zip")
MAX_NAME = 60
"""Characters of a file name that are kept, each up to four bytes: a file system takes 255."""


@dataclass(frozen=True)
class Receipt:
    """What a student is told.

    Attributes:
        submission: its number in the database.
        job: that grades it.
        number: of the submission, from 1, for this student and assignment.
        sha256: of the file.
        received_at: when its first byte came.
        late_factor: the share of its score that it keeps, by the course as it is now.
        attempts_left: after this one.
        again: whether this upload had been received before.
    """

    submission: int
    job: int
    number: int
    sha256: str
    received_at: datetime
    late_factor: float
    attempts_left: int
    again: bool


@dataclass(frozen=True)
class Intake:
    """Receives submissions for a course.

    Attributes:
        database: where they are written down.
        blobs: where files go.
        queue: where jobs go.
        course: dates and attempts.
        release: of an assignment now (`Solution.release`).
    """

    database: Database
    blobs: Blobs
    queue: Queue
    course: Course
    release: Callable[[str], str]

    def receive(self, person: int, slug: str, chunks: Iterable[bytes], file: str, key: str) -> Receipt:
        """Take a hand-in; when this returns, it will be graded whatever breaks.

        Args:
            person: number of who hands in.
            slug: the assignment.
            chunks: the file as it comes.
            file: its name, as it was sent.
            key: made by the sender for this upload; up to 64 characters.

        Raises:
            StudentError: it is too early, one too many, too large or of a kind that is not graded.
            InstructorError: there is no such assignment.
            OperatorError: it cannot be stored; nothing was received.
            NoResultFound: there is no such person.
        """
        assignment = self.course.assignment(slug)
        name = _file_name(file)
        if not 0 < len(key) <= 64:
            raise StudentError(
                "the upload carries no key", hint="Load the page again, and hand in from there."
            )
        with self.database.read() as session:
            received_at = self.database.now(session)
            known = _received(session, person, slug, key)
            if known is None:
                self._check(session, person, assignment, received_at)
        sha256 = self.blobs.put(chunks)
        release = self.release(slug)
        with self.database.write() as session:
            session.get_one(Person, person, with_for_update=True)  # their uploads, one at a time
            known = _received(session, person, slug, key)
            if known is not None:
                return self._receipt(session, known, assignment, sha256)
            self._check(session, person, assignment, received_at)
            numbers = select(func.max(Submission.number)).where(*_theirs(person, slug))
            submission = Submission(
                person_id=person,
                assignment=slug,
                number=(session.scalar(numbers) or 0) + 1,
                blob=sha256,
                file=name,
                received_at=received_at,
                key=key,
            )
            session.add(submission)
            self.queue.enqueue(session, submission, release, Kind(assignment.runner))
            session.flush()
            return self._receipt(session, submission, assignment, "")

    def _check(self, session: Session, person: int, assignment: Assignment, received_at: float) -> None:
        """Whether one more may be handed in.

        Raises:
            StudentError: not yet, or not any more.
        """
        if received_at < assignment.released.timestamp():
            hint = f"It opens on {assignment.released:%d %B %Y at %H:%M}."
            raise StudentError(f"`{assignment.slug}` has not been released yet", hint=hint)
        if attempts_used(session, person, assignment.slug) >= assignment.attempts:
            hint = "What failed by our own fault was not counted. Ask your instructor for another one."
            raise StudentError(f"all {assignment.attempts} attempts are used", hint=hint)

    def _receipt(
        self, session: Session, submission: Submission, assignment: Assignment, sent_again: str
    ) -> Receipt:
        """Of a submission that is written down.

        Args:
            session: the transaction.
            submission: it.
            assignment: its assignment.
            sent_again: sha256 of what was sent with the same key, or "".
        """
        if sent_again and sent_again != submission.blob:
            hint = "Load the page again, and hand in from there."
            raise StudentError("another file was handed in from this page before", hint=hint)
        received_at = datetime.fromtimestamp(submission.received_at, UTC)
        first = select(Job.id).where(Job.submission_id == submission.id).order_by(Job.id).limit(1)
        used = attempts_used(session, submission.person_id, assignment.slug)
        return Receipt(
            submission=submission.id,
            job=session.scalars(first).one(),
            number=submission.number,
            sha256=submission.blob,
            received_at=received_at,
            late_factor=late_factor(assignment.late, assignment.due, received_at),
            attempts_left=max(0, assignment.attempts - used),
            again=bool(sent_again),
        )


def attempts_used(session: Session, person: int, slug: str) -> int:
    """Submissions that count: not those that ended by our fault, nor those that were cancelled before they ran."""
    theirs = select(Submission.id).where(*_theirs(person, slug))
    results = current_results(Job.submission_id.in_(theirs)).subquery()
    never_ran = (Job.regrade_id.is_(None), Job.state == State.CANCELLED, Job.token == 0)
    counts = (
        select(func.count()).select_from(theirs.subquery()),
        select(func.count()).select_from(results).where(results.c.internal),
        select(func.count()).select_from(Job).where(Job.submission_id.in_(theirs), *never_ran),
    )
    handed_in, our_fault, withdrawn = (session.scalar(count) or 0 for count in counts)
    return handed_in - our_fault - withdrawn


def _theirs(person: int, slug: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions on a person's submissions to an assignment."""
    return Submission.person_id == person, Submission.assignment == slug


def _received(session: Session, person: int, slug: str, key: str) -> Submission | None:
    return session.scalars(select(Submission).where(*_theirs(person, slug), Submission.key == key)).first()


def _file_name(file: str) -> str:
    """The name without folders, fit for a database and a sentence, its ending kept.

    Raises:
        StudentError: such files are not graded.
    """
    path = PurePosixPath(file.replace("\\", "/"))
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        hint = f"Hand in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}."
        raise StudentError(f"`{printable(path.name)}` is not graded", hint=hint)
    return printable(path.stem, MAX_NAME)[:MAX_NAME].replace("/", "_") + ending
