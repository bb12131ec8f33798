"""One database for both kinds, SQLite and PostgreSQL: short transactions, the database's clock, migrations.

Covered: what `write` has left is on the disk (SQLite: WAL, `synchronous=FULL`); writers on SQLite wait for each other
at the start of a transaction, never in its middle, so none fails half-way; any number of servers may migrate at once.
Not covered: SQLite on a network file system, whose locks are not to be relied on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from autograder.errors import OperatorError

BUSY_MILLISECONDS = 30_000
"""How long a writer on SQLite waits for its turn; a transaction takes a few milliseconds."""
MIGRATING = 0x61756772
"""The lock on PostgreSQL under which one server migrates and others wait."""
PRAGMAS = (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
_READS = "autograder_reads"

Clock = Callable[[Session], float]
"""Seconds since 1970, UTC, asked in a transaction."""


def database_clock(session: Session) -> float:
    """The time by the database's own clock: one for all runners, whatever theirs say."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    seconds = (
        "(julianday('now') - 2440587.5) * 86400.0" if on_sqlite else "extract(epoch FROM clock_timestamp())"
    )
    return float(session.execute(text(f"SELECT {seconds}")).scalar_one())


class Database:
    """An engine, and the two kinds of transactions that are made on it. A context manager; for several threads.

    Args:
        url: as SQLAlchemy writes it; `postgresql://` means psycopg.
        clock: tells the time within a transaction.

    Attributes:
        now: the clock.

    Raises:
        OperatorError: the address names no database that is known here.
    """

    def __init__(self, url: str, clock: Clock = database_clock) -> None:
        self.now = clock
        try:
            address = make_url(url)
            if address.drivername == "postgresql":
                address = address.set(drivername="postgresql+psycopg")
            if address.database and address.get_backend_name() == "sqlite":
                Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._engine = create_engine(address)
        except (ArgumentError, ImportError, OSError) as error:
            hint = "AUTOGRADER_DATABASE_URL is `sqlite:///path` or `postgresql://user@host/name`."
            raise OperatorError(f"the database cannot be used: {error}", hint=hint) from error
        if self._engine.dialect.name == "sqlite":
            _prepare_sqlite(self._engine)
        self._reader = self._engine.execution_options(**{_READS: True})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections; the next transaction makes new ones."""
        self._engine.dispose()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may change something: committed at the end, undone by an exception.

        Raises:
            OperatorError: the database cannot be reached, or has no room; nothing was changed.
        """
        with _said(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that changes nothing, and on SQLite waits for no writer.

        Raises:
            OperatorError: the database cannot be reached.
        """
        with _said(), Session(self._reader) as session:
            yield session

    def migrate(self) -> None:
        """Bring the tables to the form that this version knows.

        Raises:
            OperatorError: the database cannot be reached, or is of a later version.
        """
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with _said(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                hint = "It was written by a later version of this program: install that one."
                raise OperatorError(f"the database cannot be migrated: {error}", hint=hint) from error


@contextmanager
def _said() -> Iterator[None]:
    """Say in our own words that a database is out of reach or full; a broken rule stays what it is."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        hint = "See whether it runs and its disk has room; nothing of this step was kept, and it may be repeated."
        raise OperatorError(f"the database cannot be used: {error.orig}", hint=hint) from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin transactions of its own, and too late
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
