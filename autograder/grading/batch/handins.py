"""Whose each file of a folder is, and what there is no hand-in. Names are looked at, no file is opened.

A hand-in is a `.ipynb`, `.py` or `.zip` of the folder (the student is its stem), or a sub-folder with one of them
(the student is its name). Nobody is passed over: a sub-folder that leaves open what to grade is a hand-in with a
problem, and so is a link, since it may lead to somebody else's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import KitError, OperatorError, StudentError
from autograder.grading.statements import printable

SUFFIXES = (".ipynb", ".py", ".zip")
LEFTOVERS = ("__MACOSX", "__pycache__")
"""Folders that systems leave behind; they count as hidden."""


@dataclass(frozen=True)
class HandIn:
    """What one student handed in.

    Attributes:
        student: stem of the file, or name of the sub-folder; two hand-ins may share it.
        file: the path inside the folder, which no two hand-ins share.
        path: where it lies.
        problem: why it cannot be graded, or None.
    """

    student: str
    file: str
    path: Path
    problem: KitError | None = None


@dataclass(frozen=True)
class Intake:
    """All that lies in a folder.

    Attributes:
        handins: in natural order of the students.
        ignored: names of what is no hand-in.
        hidden: how many hidden files and folders there are, in the folder and in the sub-folders.
    """

    handins: tuple[HandIn, ...]
    ignored: tuple[str, ...]
    hidden: int


def read_folder(folder: Path, slug: str, out: Path) -> Intake:
    """What lies in a folder of hand-ins of an assignment; `out`, if it lies there too, is left out.

    Raises:
        OperatorError: the folder cannot be listed.
    """
    try:
        shown, hidden = _entries(folder)
    except OSError as error:
        raise OperatorError(f"this folder cannot be read ({error.strerror})", where=str(folder)) from error
    handins: list[HandIn] = []
    ignored: list[str] = []
    for path in shown:
        if path.resolve() == out.resolve():
            continue
        if path.is_dir():
            handin, more = _of_a_folder(path, slug)
            handins.append(handin)
            hidden += more
        elif path.suffix.lower() in SUFFIXES:
            handins.append(HandIn(path.stem, path.name, path))
        else:
            ignored.append(path.name)
    handins.sort(key=lambda handin: (natural(handin.student), handin.file))
    return Intake(tuple(handins), tuple(sorted(ignored, key=natural)), hidden)


def natural(name: str) -> tuple[list[str | int], str]:
    """A key that sorts `team2` before `team10`, and `ada` beside `Ada`."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], name


def _entries(folder: Path) -> tuple[list[Path], int]:
    """What is not hidden in a folder, and how much is."""
    every = list(folder.iterdir())
    shown = [path for path in every if not path.name.startswith(".") and path.name not in LEFTOVERS]
    return shown, len(every) - len(shown)


def _of_a_folder(folder: Path, slug: str) -> tuple[HandIn, int]:
    """The hand-in of a student who has a folder, and how many hidden files it holds."""
    student = folder.name

    def unclear(problem: KitError) -> HandIn:
        return HandIn(student, student, folder, problem)

    where = printable(student)
    if folder.is_symlink():
        hint = "Hand in the folder itself."
        return unclear(StudentError("this folder is a link", hint=hint, where=where)), 0
    try:
        shown, hidden = _entries(folder)
    except OSError as error:
        message = f"this folder cannot be read ({error.strerror})"
        return unclear(OperatorError(message, where=where)), 0
    files = [path for path in shown if path.suffix.lower() in SUFFIXES and not path.is_dir()]
    named = [path for path in files if path.stem == slug]
    chosen = files if len(files) == 1 else named
    if len(chosen) == 1:
        return HandIn(student, f"{student}/{chosen[0].name}", chosen[0]), hidden
    hint = f"Hand in `{slug}.ipynb`, `{slug}.py`, or a zip with one of them."
    if not files:
        message = f"this folder holds {_listed(shown) or 'nothing'}, and none of it is graded"
    else:
        message = f"{_listed(named or files)} could each be what is to be graded"
    return unclear(StudentError(message, hint=hint, where=where)), hidden


def _listed(paths: Iterable[Path], most: int = 5) -> str:
    """`a.py`, `b.py` and 3 more."""
    names = [f"`{printable(path.name)}`" for path in sorted(paths, key=lambda path: natural(path.name))]
    if len(names) > most:
        names[most:] = [f"{len(names) - most} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
