"""Grade many hand-ins at once: a bounded number in hand, every end in the journal, nobody's fault everybody's.

Covered: whatever one hand-in does, and whatever exception grading it raises, it gets a report and the others are
graded; reports live no longer than it takes to write them down; a hand-in with which the grader died is graded
alone, after all others, so that the second death convicts nobody else.
Not covered: an OperatorError or InstructorError concerns every hand-in and ends the batch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from autograder.errors import InstructorError, OperatorError, StudentError
from autograder.grading.batch.handins import HandIn
from autograder.grading.batch.journal import Finished, Journal
from autograder.grading.pipeline import NOTHING_RUN
from autograder.grading.submission import digest
from autograder.judge import not_run
from autograder.results import Report, Verdict
from autograder.solution import Solution

DEATHS = 2
"""Once may be the machine; twice, the second time alone, is the submission."""
UNKNOWN = "unknown"
"""The isolation of a report that was written because the grader failed."""


class Grades(Protocol):
    """What grades one submission; called from several threads."""

    def grade(self, slug: str, path: Path) -> Report:
        """Grade one submission."""


class Watcher(Protocol):
    """Who is told how a batch goes on; called from the thread that runs it."""

    def graded(self, finished: Finished) -> None:
        """One more has its report."""

    def stopping(self) -> None:
        """No more is handed out; those in hand are waited for."""


@dataclass(frozen=True)
class Plan:
    """What is to be done in a batch.

    Attributes:
        known: reports of an earlier run that still hold.
        fresh: what is to be graded.
        suspects: what is to be graded alone, since the grader died with it in hand.
    """

    known: tuple[Finished, ...]
    fresh: tuple[HandIn, ...]
    suspects: tuple[HandIn, ...]


def plan(
    handins: Sequence[HandIn], solution: Solution, journal: Journal, accepts: Callable[[str], bool]
) -> Plan:
    """Sort hand-ins by what an earlier run left of them. What no longer holds is forgotten.

    Args:
        handins: all of the folder, in order.
        solution: what they are graded against.
        journal: of the earlier run.
        accepts: whether a report will do that was made under this isolation.
    """
    known: list[Finished] = []
    fresh: list[HandIn] = []
    suspects: list[HandIn] = []
    for handin in handins:
        done = journal.finished.get(handin.file)
        of_now = done and done.release == solution.release and accepts(done.isolation)
        if done and of_now and done.sha256 and done.sha256 == _digest(handin)[0]:
            known.append(done)
            continue
        journal.forget(handin.file)
        (suspects if journal.died(handin.file) else fresh).append(handin)
    return Plan(tuple(known), tuple(fresh), tuple(suspects))


@dataclass(frozen=True)
class Batch:
    """Grades hand-ins of one assignment, several at a time.

    Attributes:
        grader: grades each.
        solution: what they are graded against.
        journal: where every start and every end is written.
        jobs: how many are graded at a time.
        watcher: is told of every end.
    """

    grader: Grades
    solution: Solution
    journal: Journal
    jobs: int
    watcher: Watcher

    def grade_all(self, todo: Plan) -> bool:
        """Grade what has no report yet; whether all have one now.

        On Ctrl-C no more is handed out, and what is being graded is waited for.

        Raises:
            KeyboardInterrupt: on a second Ctrl-C, at once: threads are still at work, and the journal is closed
                to what they bring.
            InstructorError: the solution folder is broken; what was being graded has ended.
            OperatorError: the machine cannot grade, or the journal cannot be written; the same.
        """
        return self._in_threads(todo.fresh, self.jobs) and self._in_threads(todo.suspects, 1)

    def _in_threads(self, handins: Sequence[HandIn], jobs: int) -> bool:
        pool, patient = ThreadPoolExecutor(jobs, thread_name_prefix="grade"), True
        try:
            self._hand_out(handins, pool, 2 * jobs)
        except KeyboardInterrupt:
            try:
                self.watcher.stopping()
                pool.shutdown(cancel_futures=True)
            except KeyboardInterrupt:
                patient = False
                self.journal.close()
                raise
            return False
        else:
            return True
        finally:
            pool.shutdown(wait=patient, cancel_futures=True)

    def _hand_out(self, handins: Sequence[HandIn], pool: ThreadPoolExecutor, most: int) -> None:
        """Keep no more than `most` handed out until there are none left."""
        waiting = iter(handins)
        running = {pool.submit(self._grade, handin) for handin in islice(waiting, most)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                self.watcher.graded(future.result())
            running |= {pool.submit(self._grade, handin) for handin in islice(waiting, len(done))}

    def _grade(self, handin: HandIn) -> Finished:
        """Grade one, in a thread, and write it down."""
        began = time.monotonic()
        try:
            report = self._report(handin)
            return self.journal.finish(handin.file, report, time.monotonic() - began)
        except (OperatorError, InstructorError):
            raise
        except Exception as error:
            self.journal.fault(handin.file, error)
            message = f"the grader failed on this submission with {type(error).__name__}"
            report = self._unrun(_digest(handin)[0], Verdict.INTERNAL, message, isolation=UNKNOWN)
            return self.journal.finish(handin.file, report, time.monotonic() - began)

    def _report(self, handin: HandIn) -> Report:
        if problem := handin.problem:
            verdict = Verdict.ERROR if isinstance(problem, StudentError) else Verdict.INTERNAL
            message = f"the submission cannot be read: {problem.message}"
            return self._unrun("", verdict, message, problem.hint)
        sha256, trouble = _digest(handin)
        if trouble:
            message = f"the submission cannot be read: {trouble}"
            return self._unrun("", Verdict.INTERNAL, message)
        slug, release = self.solution.slug, self.solution.release
        if self.journal.deaths(handin.file, sha256, release) >= DEATHS:
            message = "the grader died twice while grading this"
            return self._unrun(sha256, Verdict.INTERNAL, message, isolation=UNKNOWN)
        self.journal.start(handin.file, sha256, release)
        return self.grader.grade(slug, handin.path)

    def _unrun(
        self, sha256: str, verdict: Verdict, message: str, hint: str = "", isolation: str = NOTHING_RUN
    ) -> Report:
        """A report that says the same of every check."""
        solution = self.solution
        outcomes = tuple(not_run(check, verdict, message, hint) for check in solution.suite.checks)
        return Report(solution.slug, solution.release, sha256, isolation, outcomes)


def _digest(handin: HandIn) -> tuple[str, str]:
    """sha256 of the file, and why it cannot be read."""
    try:
        return digest(handin.path), ""
    except OSError as error:
        return "", f"{error.strerror}"
