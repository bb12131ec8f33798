"""Which result of a submission counts, when it was graded more than once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from autograder.server.schema import Job, Regrade, Result


def current_results(*where: ColumnElement[bool]) -> Select[Any]:
    """The rows (submission_id, job_id, internal) of the results that count, one for each submission that has one.

    It is the newest that students may see: of a regrade only when it is published. A result that ended by our fault
    counts only where there is no other.

    Args:
        where: conditions on `Job`, such as on whose submission it is.
    """
    best_first = (Result.internal, Job.id.desc())
    ranked = (
        select(
            Job.submission_id,
            Result.job_id,
            Result.internal,
            func.row_number().over(partition_by=Job.submission_id, order_by=best_first).label("rank"),
        )
        .join(Result, Result.job_id == Job.id)
        .outerjoin(Regrade, Regrade.id == Job.regrade_id)
        .where(or_(Job.regrade_id.is_(None), Regrade.published_at.is_not(None)), *where)
        .subquery()
    )
    return select(ranked.c.submission_id, ranked.c.job_id, ranked.c.internal).where(ranked.c.rank == 1)
