"""What the assignments cover, drawn from their `design.md` files into tables that anybody can read.

A `design.md` may have two tables: `Lecture items`, which names the checks of each testable item of the lectures, and
`Mistakes other suites let through`, which names the mutant of each wrong solution that was tried on another course's
tests. A Markdown file shows what was made of them between a line `<!-- table: NAME -->` and a line `<!-- end -->`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from autograder.errors import InstructorError, did_you_mean
from autograder.solution import Solution

ITEMS, MISTAKES = "Lecture items", "Mistakes other suites let through"
SHOWN_IN = ("README.md", "solutions/README.md")
SUITES = "solutions/suites.yaml"
REGION = re.compile(r"(<!-- table: ([a-z ]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """A row of a table, and where it stands."""

    cells: tuple[str, ...]
    where: str

    def names(self) -> tuple[str, ...]:
        """What the last cell has between backticks."""
        return tuple(re.findall(r"`([^`]+)`", self.cells[-1]))


def rows(design: str, heading: str, where: str) -> Iterator[Row]:
    """The rows of the first table below a second-level heading, without its head.

    Raises:
        InstructorError: a row has not three cells.
    """
    inside, seen = False, 0
    for number, line in enumerate(design.splitlines(), 1):
        if line.startswith("## "):
            inside = line[3:].strip() == heading
        elif inside and line.startswith("|"):
            seen += 1
            cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
            if len(cells) != 3:
                raise InstructorError(f"a row of `{heading}` has three cells", where=f"{where}:{number}")
            if seen > 2:
                yield Row(cells, f"{where}:{number}")


def check_names(solution: Solution) -> None:
    """Make sure that the tables name checks and mutants that there are.

    Raises:
        InstructorError: a row names something else, or nothing.
    """
    checks = tuple(check.name for check in solution.suite.checks)
    mutants = tuple(mutant.name for mutant in solution.mutants)
    for heading, kind, known in ((ITEMS, "check", checks), (MISTAKES, "mutant", mutants)):
        for row in _rows_of(solution, heading):
            if not row.names():
                raise InstructorError(
                    f"this row names no {kind}", where=row.where, hint="Put it in backticks."
                )
            for name in row.names():
                if name not in known:
                    hint = did_you_mean(name, known)
                    raise InstructorError(f"there is no {kind} `{name}`", where=row.where, hint=hint)


def _rows_of(solution: Solution, heading: str) -> list[Row]:
    design = solution.folder / "design.md"
    return list(rows(design.read_text(encoding="utf-8"), heading, str(design))) if design.is_file() else []


def lecture_items(solutions: Sequence[Solution]) -> str:
    """A table of every item of the lectures, the exercises it became, and the checks that test it."""
    lines = ["| item | lecture | assignment | exercises | checks |", "|---|---|---|---|---|"]
    for solution in solutions:
        for row in _rows_of(solution, ITEMS):
            exercises = dict.fromkeys(solution.suite[name].exercise for name in row.names())
            cells = (*row.cells[:2], solution.slug, _quoted(exercises), _quoted(row.names()))
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _quoted(names: Sequence[str] | Mapping[str, None]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def other_suites(solutions: Sequence[Solution], suites: Path) -> str:
    """A table of other courses' tests: how many of the wrong solutions tried they reject, and how many we do.

    Raises:
        InstructorError: the designs do not name as many mutants as wrong solutions were tried, or name an unknown
            suite.
    """
    known = {entry["suite"]: entry for entry in yaml.safe_load(suites.read_text(encoding="utf-8"))}
    ours: Counter[str] = Counter()
    for solution in solutions:
        for row in _rows_of(solution, MISTAKES):
            if row.cells[0] not in known:
                hint = did_you_mean(row.cells[0], tuple(known))
                raise InstructorError(f"`{row.cells[0]}` is not in {suites.name}", where=row.where, hint=hint)
            ours[row.cells[0]] += 1
    lines = ["| tests of | wrong solutions tried | rejected there | rejected here |", "|---|---|---|---|"]
    for name, entry in known.items():
        if ours[name] != entry["tried"]:
            raise InstructorError(
                f"{entry['tried']} wrong solutions were tried on `{name}`, and {ours[name]} are named as mutants",
                where=str(suites),
                hint=f"Complete `{MISTAKES}` in the design.md files.",
            )
        lines.append(f"| {name} | {entry['tried']} | {entry['rejected']} | {ours[name]} |")
    return "\n".join(lines) + "\n"


def refreshed(text: str, tables: Mapping[str, str], where: str) -> str:
    """The text with each table region rewritten.

    Raises:
        InstructorError: a region asks for a table that there is not.
    """

    def fill(region: re.Match[str]) -> str:
        if region[2] not in tables:
            hint = did_you_mean(region[2], tuple(tables))
            raise InstructorError(f"there is no table `{region[2]}`", where=where, hint=hint)
        return f"{region[1]}\n{tables[region[2]]}\n{region[4]}"

    return REGION.sub(fill, text)


def pages(root: Path, solutions: Sequence[Solution]) -> dict[Path, str]:
    """The Markdown files that show tables, with their text as it should be."""
    shown = {
        root / name: (root / name).read_text(encoding="utf-8") for name in SHOWN_IN if (root / name).is_file()
    }
    asked = {region[2] for text in shown.values() for region in REGION.finditer(text)}
    tables = {}
    for solution in solutions if asked else ():
        check_names(solution)
    if "lecture items" in asked:
        tables["lecture items"] = lecture_items(solutions)
    if "other suites" in asked:
        tables["other suites"] = other_suites(solutions, root / SUITES)
    return {path: refreshed(text, tables, str(path)) for path, text in shown.items()}
