"""What the tests of the server share: a database of each kind, a clock to turn, a course, somebody who hands in."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text

from autograder.course import Course
from autograder.results import Outcome, Report, Verdict, report_to_json
from autograder.server.blobs import Blobs
from autograder.server.current import current_results
from autograder.server.database import Database
from autograder.server.intake import Intake, Receipt
from autograder.server.protocol import Lease
from autograder.server.queue import Queue
from autograder.server.schema import Base, Job, Person, Result, Role

LEASE = 30.0
NOW = 1_800_000_000.0
"""15 January 2027: while `demo` is open."""
COURSE = {
    "title": "Demo",
    "time_zone": "Europe/Paris",
    "runner": "cpu",
    "attempts": 3,
    "late": {"grace_minutes": 15, "penalty_per_day": 0.1, "max_days": 3},
    "assignments": [
        {"slug": "demo", "weight": 1, "released": "2027-01-01T00:00:00Z", "due": "2027-02-01T00:00:00Z"},
        {"slug": "later", "weight": 1, "released": "2027-03-01T00:00:00Z", "due": "2027-04-01T00:00:00Z"},
    ],
}


class Clock:
    """A clock that a test turns; as the database's, and as one that never jumps."""

    def __init__(self) -> None:
        self.now, self.steady = NOW, 0.0

    def __call__(self, session: object) -> float:
        return self.now

    def tick(self, seconds: float) -> None:
        """Time goes by."""
        self.now += seconds
        self.steady += seconds

    def jump(self, seconds: float) -> None:
        """Somebody sets it."""
        self.now += seconds


@dataclass
class Desk:
    """A server without pages: everything a test asks of it."""

    database: Database
    blobs: Blobs
    clock: Clock = field(default_factory=Clock)
    release: str = "demo-1"
    _keys: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.queue = Queue(self.database, LEASE, lambda: self.clock.steady)
        course = Course.model_validate(COURSE)
        self.intake = Intake(self.database, self.blobs, self.queue, course, lambda slug: self.release)

    def enrol(self, email: str = "ada@example.org") -> int:
        with self.database.write() as session:
            person = Person(email=email, name="Ada", role=Role.STUDENT)
            session.add(person)
            session.flush()
            return person.id

    def hand_in(self, person: int, content: str = "x = 1\n", key: str = "", slug: str = "demo") -> Receipt:
        key = key or f"key {next(self._keys)}"
        return self.intake.receive(person, slug, [content.encode()], "demo.py", key)

    def lease(self, runner: str = "one") -> Lease:
        lease = self.queue.lease(runner, ["cpu"])
        assert lease
        return lease

    def grade(self, points: float = 1.0, verdict: Verdict = Verdict.PASSED) -> Lease:
        """The next job, leased and completed."""
        lease = self.lease()
        assert self.queue.complete(lease.job, lease.token, report_of(lease, points, verdict))
        return lease

    def job(self, number: int) -> Job:
        with self.database.read() as session:
            return session.get_one(Job, number)

    def results(self) -> dict[int, dict[str, Any]]:
        with self.database.read() as session:
            return {result.job_id: result.report for result in session.scalars(select(Result))}

    def score(self, submission: int) -> float | None:
        """What the student sees."""
        with self.database.read() as session:
            row = session.execute(current_results(Job.submission_id == submission)).first()
            return session.get_one(Result, row.job_id).report["score"] if row else None


def report_of(lease: Lease, points: float = 1.0, verdict: Verdict = Verdict.PASSED) -> dict[str, Any]:
    outcome = Outcome("works", "demo", verdict, points, 1.0)
    return report_to_json(Report(lease.assignment, lease.release, lease.blob, "none", (outcome,)))


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own on a Unix socket in a folder for the time; its address.

    Raises:
        FileNotFoundError: there is none on this machine.
    """
    programs = [
        *sorted(Path("/usr/lib/postgresql").glob("*/bin")),
        *(Path(p).parent for p in filter(None, [shutil.which("postgres")])),
    ]
    if not programs:
        raise FileNotFoundError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    root = os.geteuid() == 0
    # It refuses to be root; nobody has a name everywhere.
    other: dict[str, Any] = {"user": 65534, "group": 65534, "extra_groups": []} if root else {}
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        if root:
            os.chown(folder, 65534, 65534)
        data = folder / "data"
        initdb = [programs[-1] / "initdb", "-D", data, "-A", "trust", "-U", "test", "-E", "UTF8", "--no-sync"]
        subprocess.run([*initdb, "--locale=C"], check=True, capture_output=True, cwd="/", **other)
        command = [programs[-1] / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
        log = (folder / "log").open("wb")
        server = subprocess.Popen([*command, "-c", "fsync=off"], stderr=log, cwd="/", **other)
        try:
            url = f"postgresql+psycopg://test@/postgres?host={folder}"
            _wait(url)
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # at once; nobody needs what it holds
            server.wait()
            log.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL for all tests, with the tables in it; skips with the reason where there is none."""
    try:
        with postgres() as url:
            with Database(url) as database:
                database.migrate()
            yield url
    except FileNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of each kind; in memory where that can be, since tests wait for no power failure."""
    if request.param == "postgresql":
        yield request.getfixturevalue("postgres_url")
        return
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="server-", dir=memory) as folder:
        yield f"sqlite:///{folder}/server.sqlite"


@pytest.fixture
def desk(url: str, tmp_path: Path) -> Iterator[Desk]:
    """A server with nothing in it, on a clock that stands still until it is turned."""
    clock = Clock()
    with Database(url, clock) as database:
        database.migrate()
        empty(database)
        yield Desk(database, Blobs(tmp_path / "blobs", limit=2**20), clock)


def _wait(url: str) -> None:
    engine = create_engine(url)
    for _ in range(300):
        try:
            with engine.connect():
                break
        except Exception:
            time.sleep(0.05)
    engine.dispose()


def empty(database: Database) -> None:
    """Remove all rows, and start numbers anew where numbers go on."""
    with database.write() as session:
        if session.get_bind().dialect.name == "postgresql":
            names = ", ".join(Base.metadata.tables)
            session.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
            return
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
