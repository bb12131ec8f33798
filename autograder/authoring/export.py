"""Export the student repository: everything but the solutions and our own tests."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import InstructorError

PUBLIC = ("autograder", "shared", "pyproject.toml", "requirements.txt", "LICENSE")
"""An allow-list: besides the assignments asked for, what is not named here does not leave."""

README = """# The course, for students

Python 3.11 or newer. In this folder:

    python -m venv .venv && .venv/bin/pip install -e .

Then open `assignments/<name>/<name>.ipynb` in Jupyter or VS Code, or edit `assignments/<name>/<name>.py`, and check
your work offline, as often as you like:

    .venv/bin/autograder check <name>
"""


def export(root: Path, to: Path, slugs: Sequence[str]) -> None:
    """Copy the public part of a course to a new folder, with a README of its own.

    Args:
        root: the course.
        to: the new folder.
        slugs: the assignments that students get, released a moment ago: work done in their folders would leave.

    Raises:
        InstructorError: the folder exists and holds something, or lies inside the course.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise InstructorError("is not empty", where=str(to), hint="Export to a new folder.")
    if root.resolve() in to.resolve().parents:
        raise InstructorError("lies inside the course", where=str(to), hint="Export to a folder elsewhere.")
    to.mkdir(parents=True, exist_ok=True)
    caches = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*.egg-info")
    for name in (*PUBLIC, *(f"assignments/{slug}" for slug in slugs)):
        source = root / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=caches)
        elif source.is_file():
            shutil.copy2(source, to / name)
    (to / "README.md").write_text(README, encoding="utf-8")
