"""What is announced after a transaction: a notice is written in it, and sent when it is there for good.

Covered: what was committed is announced, also after a crash between the two. Not covered: after such a crash a notice
may be announced twice, so whoever hears it must be able to hear it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from autograder.server.database import Database
from autograder.server.schema import Notice

Announce = Callable[[str, Mapping[str, Any]], None]
"""Told the kind of a notice, and what it is about: `graded` {job, internal}, `published` {regrade}."""


def deliver(database: Database, announce: Announce, most: int = 100) -> int:
    """Announce what has not been announced, in order; how many. An exception leaves the rest for the next time."""
    with database.read() as session:
        unsent = select(Notice).where(Notice.sent_at.is_(None)).order_by(Notice.id).limit(most)
        notices = [(notice.id, notice.kind, notice.body) for notice in session.scalars(unsent)]
    for number, kind, body in notices:
        announce(kind, body)
        with database.write() as session:
            session.get_one(Notice, number).sent_at = database.now(session)
    return len(notices)
