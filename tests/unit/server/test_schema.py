"""Migrations and models say the same, and any number of servers may start at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from autograder.errors import OperatorError
from autograder.server.database import Database, database_clock
from autograder.server.schema import Base, Person, Role


def test_migrations_lead_to_what_the_models_say(url: str) -> None:
    with Database(url) as database:
        database.migrate()
        with database.read() as session:
            context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []


def test_several_servers_may_migrate_at_once(tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def migrate() -> None:
        try:
            with Database(f"sqlite:///{tmp_path / 'new' / 'server.sqlite'}") as database:
                database.migrate()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=migrate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_database_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path / 'server.sqlite'}") as database:
        database.migrate()
        with database.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(OperatorError, match="later version"):
            database.migrate()


def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path / 'server.sqlite'}") as database, database.read() as session:
        found = [session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
    assert found == ["wal", 2]


def test_a_transaction_that_raises_leaves_nothing(url: str) -> None:
    with Database(url) as database:
        database.migrate()
        with pytest.raises(ZeroDivisionError):
            _add_and_raise(database)
        with database.read() as session:
            count = "SELECT count(*) FROM people WHERE email = 'gone@example.org'"
            assert session.execute(text(count)).scalar() == 0


def _add_and_raise(database: Database) -> None:
    with database.write() as session:
        session.add(Person(email="gone@example.org", name="", role=Role.STUDENT))
        session.flush()
        raise ZeroDivisionError


def test_a_broken_rule_is_not_taken_for_a_broken_database(url: str) -> None:
    with Database(url) as database:
        database.migrate()
        with pytest.raises(IntegrityError), database.write() as session:
            session.add_all(Person(email="twice@example.org", name="", role=Role.STUDENT) for _ in range(2))


def test_the_clock_is_the_databases(url: str) -> None:
    with Database(url) as database, database.read() as session:
        assert 1.7e9 < database_clock(session) <= database_clock(session) < 1e10


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "postgresql://nobody@127.0.0.1:1/x"])
def test_an_address_of_no_database_is_the_operators_problem(address: str) -> None:
    with pytest.raises(OperatorError, match="database cannot be used"):
        Database(address).migrate()
