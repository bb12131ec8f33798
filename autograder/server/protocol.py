"""What a runner and the server say to each other: JSON values, and files by the hash of their content.

`Queue` and `Blobs` implement it beside the database, an HTTP client elsewhere: a runner needs no credentials of the
database. Every call may be repeated when its answer was lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol


class Hold(StrEnum):
    """What a heartbeat hears."""

    HELD = "held"
    """The lease has begun anew."""
    LOST = "lost"
    """Somebody else has the job, or it has ended: stop, nothing will be accepted."""
    CANCELLED = "cancelled"
    """Nobody wants it any more: stop."""


@dataclass(frozen=True)
class Lease:
    """A job for one runner, for some time.

    Attributes:
        job: its number.
        token: entitles to it, until it is leased again.
        assignment: slug.
        release: what it should be graded against.
        kind: `cpu` or `gpu`.
        blob: sha256 of what was handed in.
        file: its name.
        seconds: how long the lease lasts after each heartbeat.
    """

    job: int
    token: int
    assignment: str
    release: str
    kind: str
    blob: str
    file: str
    seconds: float


class Jobs(Protocol):
    """Where a runner gets its jobs and brings its reports. Every call may raise OperatorError: try again."""

    def lease(self, runner: str, kinds: Sequence[str]) -> Lease | None:
        """The next job of these kinds, or None when there is none to be had now."""

    def heartbeat(self, job: int, token: int) -> Hold:
        """Say that it is still being graded."""

    def event(self, job: int, token: int, body: Mapping[str, Any]) -> None:
        """Tell how it goes on; `runner.Pulse` says what. Passed over when the lease is lost."""

    def complete(self, job: int, token: int, report: Mapping[str, Any]) -> bool:
        """Bring the report (`autograder/REPORT.md`); whether it was accepted.

        Raises:
            ValueError: it is no report, or one of something else.
        """

    def give_back(self, job: int, token: int, problem: str = "") -> None:
        """Have it no longer. With a problem, the run counts as failed, and the job is not handed out at once."""


class Bundles(Protocol):
    """Where a runner gets files."""

    def fetch(self, sha256: str, path: Path) -> None:
        """Write the file with this content to a path.

        Raises:
            OperatorError: it is not to be had, or cannot be written.
        """
