"""Write a small but complete solution folder, for an author to start from."""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path

from autograder.errors import InstructorError

TEMPLATE = Path(__file__).parent / "template"
STEM = "assignment"
"""What the template calls itself; replaced by the slug in names and texts."""
OURS = ("autograder", "checks", "hidden", "matplotlib", "numpy", "shared", "torch")
"""Modules that an assignment's folder holds or its notebook imports."""


def write_template(folder: Path) -> None:
    """Fill a new solution folder.

    Raises:
        InstructorError: the name is no module name or another module's, or the folder exists.
    """
    slug = folder.name
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        raise InstructorError(
            f"`{slug}` cannot name an assignment",
            hint="Lower-case letters, digits and underscores, starting with a letter: it is also a module's name.",
        )
    if slug in {*OURS, *keyword.kwlist, *sys.stdlib_module_names}:
        raise InstructorError(
            f"`{slug}` has a meaning in Python already",
            hint="A notebook beside a module of that name could not import the other one: choose another name.",
        )
    if folder.exists():
        raise InstructorError("exists already", where=str(folder), hint="Nothing was written.")
    for source in sorted(TEMPLATE.rglob("*")):
        if source.suffix in (".py", ".md"):
            name = str(source.relative_to(TEMPLATE)).replace(f"{STEM}.py", f"{slug}.py")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8").replace("SLUG", slug), encoding="utf-8")
