"""`autograder grade SLUG FOLDER`: a whole folder of hand-ins, from the reading of it to the exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from autograder.errors import InstructorError
from autograder.grading.batch.grade import UNKNOWN, Batch, Plan, plan
from autograder.grading.batch.handins import read_folder
from autograder.grading.batch.journal import Journal
from autograder.grading.batch.results import write_results
from autograder.grading.batch.screen import Screen, print_summary
from autograder.grading.pipeline import NOTHING_RUN, Grader
from autograder.grading.rungs import LADDER
from autograder.solution import Solution, read_solution

INTERRUPTED = 130
"""What a shell reports of a command that was ended with Ctrl-C."""


def run_batch(
    root: Path,
    slug: str,
    folder: Path,
    *,
    jobs: int | None = None,
    out: Path | None = None,
    again: bool = False,
    require: str | None = None,
    gpu: bool = False,
) -> int:
    """Grade every hand-in of a folder that has no report yet, and write the reports of all; the exit code.

    Args:
        root: the course folder.
        slug: the assignment.
        folder: what was handed in.
        jobs: how many to grade at once; None for two for each core: one that sleeps keeps its place, not its core.
        out: where the reports go; None for `<folder>-graded` beside the folder: in it they would be a student's.
        again: also grade what ended by our fault.
        require: the least isolation to accept, of reports of an earlier run too.
        gpu: whether to train on this machine's GPU, one hand-in at a time.

    Raises:
        InstructorError: there is nothing to grade, or the solution folder is broken.
        OperatorError: the machine cannot grade, or cannot write.
    """
    folder = folder.resolve()
    out = out.resolve() if out else folder.with_name(f"{folder.name}-graded")
    if out == folder:
        hint = "Give --out another folder, or leave it out."
        raise InstructorError("reports cannot go among the hand-ins", hint=hint, where=str(out))
    intake = read_folder(folder, slug, out)
    if not intake.handins:
        hint = "It should hold .ipynb, .py or .zip files, or a folder for each student."
        raise InstructorError("nothing was handed in here", hint=hint, where=str(folder))
    solution = read_solution(root / "solutions" / slug)
    complete = abandoned = False
    with Journal(out) as journal:
        if again:
            journal.forgive()
        todo = plan(intake.handins, solution, journal, lambda isolation: _accepts(require, isolation))
        try:
            complete = _grade(root, require, jobs or 2 * cores(), todo, solution, journal, gpu)
        except KeyboardInterrupt:
            abandoned = True
        finally:
            summary = write_results(out, solution, intake.handins, journal)
            print_summary(summary, intake, str(out))
    if abandoned:  # threads still wait for sandboxes, and the interpreter would wait for the threads
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    if not complete:
        return INTERRUPTED
    return 1 if summary.internal else 0


def _grade(
    root: Path, require: str | None, jobs: int, todo: Plan, solution: Solution, journal: Journal, gpu: bool
) -> bool:
    """Do what is to be done; whether nothing is left to do."""
    waiting = len(todo.fresh) + len(todo.suspects)
    if not waiting:
        return True
    spares = min(jobs, waiting - 1)
    with Screen(todo.known, waiting) as screen, Grader(root, require, spares=spares, gpu=gpu) as grader:
        grader.prepare(solution.slug)
        screen.begin()
        return Batch(grader, solution, journal, jobs, screen).grade_all(todo)


def _accepts(require: str | None, isolation: str) -> bool:
    """Whether a report that was made under an isolation will do where this rung is asked for."""
    if require is None or isolation in (NOTHING_RUN, UNKNOWN):
        return True
    rungs = [rung.short for rung in LADDER]
    return isolation.split()[0] in rungs[: rungs.index(require) + 1] if require in rungs else False


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))
