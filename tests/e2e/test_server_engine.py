"""The engine as a whole: runners in processes of their own, killed at random, and once the real grader."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from serving import Desk
from sqlalchemy import func, select

from autograder.authoring.new import write_template
from autograder.grading.pipeline import Watcher
from autograder.grading.submission import digest
from autograder.results import Outcome, Report, Verdict
from autograder.server.crew import Crew
from autograder.server.database import Database
from autograder.server.queue import MAX_FAILURES
from autograder.server.schema import Job, Result, State
from autograder.server.settings import Settings
from autograder.solution import read_solution

SUBMISSIONS = 100
KILLS = 25


class Fast:
    """Takes some milliseconds for what Grader takes tenths of a second."""

    def grade(self, slug: str, path: Path, watcher: Watcher | None = None) -> Report:
        assert watcher
        sha256 = digest(path)
        for done in range(4):
            watcher.checked(done, 4)
            time.sleep(int(sha256[:2], 16) / 255 * 0.02)
        outcome = Outcome("works", slug, Verdict.PASSED, 1.0, 1.0)
        return Report(slug, "demo-1", sha256, "none", (outcome,))


@contextmanager
def open_fast(settings: Settings, kind: str) -> Iterator[Fast]:
    yield Fast()


def ended(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Job).where(Job.state == State.DONE)) or 0


def test_runners_killed_at_random_moments_lose_nothing(desk: Desk, url: str, tmp_path: Path) -> None:
    """Every submission that was acknowledged has one result, whichever runner was killed doing what."""
    for k in range(SUBMISSIONS):
        desk.hand_in(desk.enrol(f"{k}@example.org"), f"a = {k}\n")
    settings = Settings(
        root=tmp_path,
        database_url=url,
        blobs=desk.blobs.folder,
        lease_seconds=1,
        poll_seconds=0.02,
        workers=3,
    )
    chance, killed = random.Random(11), 0
    deadline = time.monotonic() + 120
    with Crew(settings, open_fast) as crew:
        while ended(desk.database) < SUBMISSIONS:
            assert time.monotonic() < deadline
            time.sleep(chance.uniform(0.01, 0.15))
            if crew.processes and killed < KILLS and ended(desk.database) > 2:
                os.kill(chance.choice(crew.processes), signal.SIGKILL)
                killed += 1
    assert killed == KILLS
    results = desk.results()
    with desk.database.read() as session:
        jobs = {job.id: (job.submission.blob, job.failures) for job in session.scalars(select(Job))}
    assert set(results) == set(jobs)
    for number, report in results.items():
        blob, failures = jobs[number]
        assert report["submission"] == blob
        assert (report["score"] == 1.0) is (failures < MAX_FAILURES)
    assert 0 < sum(failures for _, failures in jobs.values()) <= KILLS


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_crew_that_is_stopped_gives_back_what_it_holds(desk: Desk, url: str, tmp_path: Path) -> None:
    for k in range(SUBMISSIONS):
        desk.hand_in(desk.enrol(f"{k}@example.org"), f"a = {k}\n")
    settings = Settings(root=tmp_path, database_url=url, blobs=desk.blobs.folder, workers=2)
    with Crew(settings, open_fast):
        while ended(desk.database) < 3:
            time.sleep(0.01)
    with desk.database.read() as session:
        states = set(session.scalars(select(Job.state)))
        assert sum(session.scalars(select(Job.failures))) == 0
    assert State.RUNNING not in states
    assert State.QUEUED in states


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_a_student_hands_in_is_graded_by_the_real_grader(desk: Desk, url: str, tmp_path: Path) -> None:
    write_template(tmp_path / "solutions" / "demo")
    solution = read_solution(tmp_path / "solutions" / "demo")
    desk.release = solution.release
    person = desk.enrol()
    solved = desk.hand_in(person, solution.reference.read_text(encoding="utf-8"))
    broken = desk.hand_in(person, "this is no Python (")
    with Crew(Settings(root=tmp_path, database_url=url, blobs=desk.blobs.folder, workers=1)):
        deadline = time.monotonic() + 120
        while ended(desk.database) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    good, bad = (desk.results()[receipt.job] for receipt in (solved, broken))
    assert good["release"] == bad["release"] == solution.release
    assert good["score"] == good["possible"] > bad["score"] == 0
    with desk.database.read() as session:
        assert session.scalars(select(Result.internal)).all() == [False, False]
