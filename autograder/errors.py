"""Errors that say whose problem it is, where, what, and what to do next."""

from __future__ import annotations


class KitError(Exception):
    """Base of every error the kit raises on purpose.

    Attributes:
        message: what is wrong, one sentence.
        hint: what to do next, one sentence, or "".
        where: `file:line`, a cell, a key; or "".
    """

    whose = "internal"
    exit_code = 70

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.where = message, hint, where

    def __str__(self) -> str:
        """`where: message`, then the hint on a line of its own."""
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}\n    {self.hint}" if self.hint else head


class StudentError(KitError):
    """The submission cannot be read or used; the student can mend it."""

    whose = "student"
    exit_code = 1


class InstructorError(KitError):
    """The course or a solution folder is broken; its author can mend it."""

    whose = "instructor"
    exit_code = 2


class OperatorError(KitError):
    """The machine cannot do what was asked (no sandbox, no disk); its operator can mend it."""

    whose = "operator"
    exit_code = 2


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """A sentence offering the nearest known word, or "" when none is near.

    >>> did_you_mean("optimisers", ["optimizers", "tensors"])
    'Did you mean `optimizers`?'
    """
    import difflib

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean `{near[0]}`?" if near else ""
