"""Find the marked regions of a reference module and replace them by stubs.

Regions are found by tokens and judged by syntax: a marker inside a string is text, a marker that is nearly
right is an error, and a region must hold whole statements of one exercise. Text in, text out.
"""

from __future__ import annotations

import ast
import difflib
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.errors import InstructorError
from autograder.observe import NOT_WRITTEN

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
PLACEHOLDER = "# your code here"
SLIPS = {"# BEGIN": BEGIN, "# SOLUTION": BEGIN, "# SOLUTION BEGIN": BEGIN, "# SOLUTION END": END}
"""What is meant for a marker and does not look like one."""


@dataclass(frozen=True)
class Region:
    """A marked region: lines first to last are the markers themselves, counted from 1.

    `exercise` is "" for a region at module level, which holds private helpers and vanishes.
    """

    exercise: str
    first: int
    last: int
    indent: str


@dataclass(frozen=True)
class Piece:
    """One top-level statement of a module with the comment above it.

    `name` is what it defines, "" for imports and other statements.
    """

    name: str
    text: str


def find_regions(source: str, where: str) -> tuple[Region, ...]:
    """The regions of a reference module.

    Raises:
        InstructorError: a marker is misspelt, shares its line with code, is never closed or opened, is nested,
            is indented otherwise than its code, or cuts a statement; a region is empty; no exercise has one.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise InstructorError(f"does not parse: {error.msg}", where=f"{where}:{error.lineno}") from None
    regions = [
        Region(_exercise_at(tree, first, f"{where}:{first}"), first, last, indent)
        for first, last, indent in _pairs(source, where)
    ]
    if not any(region.exercise for region in regions):
        raise InstructorError(
            "no function or class has a solution region",
            where=where,
            hint=f"Enclose what a student writes in {BEGIN} … {END}.",
        )
    for region in regions:
        _must_hold_whole_statements(tree, region, where)
    return tuple(regions)


def _comments(source: str) -> Iterator[tuple[int, int, str, bool]]:
    """Each comment as (line, column, text, whether it stands alone on its line)."""
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            line, column = token.start
            yield line, column, token.string.rstrip(), not lines[line - 1][:column].strip()


def _pairs(source: str, where: str) -> Iterator[tuple[int, int, str]]:
    opened: tuple[int, int] | None = None
    for line, column, text, alone in _comments(source):
        marker = _marker(text)
        if not marker:
            continue
        here = f"{where}:{line}"
        if text != marker:
            raise InstructorError(f"`{text}` is not a marker", where=here, hint=f"Did you mean `{marker}`?")
        if not alone:
            raise InstructorError(
                f"{marker} shares its line with code", where=here, hint="Give it its own line."
            )
        if marker == BEGIN:
            if opened:
                raise InstructorError(
                    f"{BEGIN} inside a region",
                    where=here,
                    hint=f"The region of line {opened[0]} is still open.",
                )
            opened = line, column
        elif opened is None:
            raise InstructorError(
                f"{END} without {BEGIN}", where=here, hint=f"Add {BEGIN} before the solution."
            )
        else:
            first, indent = opened
            if column != indent:
                raise InstructorError(
                    f"{END} is indented by {column}, its {BEGIN} (line {first}) by {indent}", where=here
                )
            yield first, line, " " * indent
            opened = None
    if opened:
        raise InstructorError(
            f"{BEGIN} is never closed", where=f"{where}:{opened[0]}", hint=f"Add {END} after the solution."
        )


def _marker(comment: str) -> str:
    """The marker a comment is or tries to be, "" for an ordinary comment."""
    words = comment.lstrip("#").split()
    if not 0 < len(words) <= 4:
        return ""
    text = "# " + " ".join(words).upper()
    if text in SLIPS:
        return SLIPS[text]
    for marker in (BEGIN, END):
        if difflib.SequenceMatcher(None, text, marker).ratio() > 0.8:
            return BEGIN if text.startswith("# B") else END if text.startswith("# E") else marker
    return ""


def _exercise_at(tree: ast.Module, line: int, where: str) -> str:
    for node in tree.body:
        if node.lineno <= line <= (node.end_lineno or 0):
            functions = [n for n in ast.walk(node) if isinstance(n, ast.FunctionDef)]
            if not any(f.lineno < line <= (f.end_lineno or 0) for f in functions):
                hint = "In a class, mark the bodies of its methods."
                raise InstructorError("a region must lie in a function", where=where, hint=hint)
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                return node.name
            raise InstructorError("an exercise must stand at the top level of the module", where=where)
    return ""


def _must_hold_whole_statements(tree: ast.Module, region: Region, where: str) -> None:
    where = f"{where}:{region.first}"
    blocks = [
        block
        for node in ast.walk(tree)
        for field in ("body", "orelse", "finalbody")
        if isinstance(block := getattr(node, field, None), list)
    ]
    inside = [
        (node.lineno, node.col_offset, number)
        for number, block in enumerate(blocks)
        for node in block
        if region.first < node.lineno < region.last
    ]
    indent = len(region.indent)
    if inside and min(inside)[1] != indent:
        raise InstructorError(
            f"the markers are indented by {indent}, the code between them by {min(inside)[1]}", where=where
        )
    for node in (statement for block in blocks for statement in block):
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(d.lineno for d in decorators)])
        last = node.end_lineno or first
        deep = node.col_offset >= indent
        within = deep and region.first < first and last < region.last
        around = not deep and first < region.first < last
        outside = last < region.first or first > region.last
        if not (within or around or outside):
            raise InstructorError(
                "the region cuts a statement in two",
                where=where,
                hint=f"The statement of lines {first} to {last} must lie inside or outside as a whole.",
            )
    if not inside:
        raise InstructorError("the region holds no statement", where=where)
    if len({number for _, column, number in inside if column == indent}) > 1:
        raise InstructorError(
            "the region cuts a statement in two",
            where=where,
            hint="It reaches from one branch into the next: mark each branch, or the statement as a whole.",
        )


def strip(source: str, where: str) -> str:
    """The module without its regions: each one of an exercise becomes a `NotImplementedError` naming it.

    Raises:
        InstructorError: see `find_regions`.
    """
    regions = {r.first: r for r in find_regions(source, where)}
    kept: list[str] = []
    until = 0
    for number, line in enumerate(source.splitlines(), start=1):
        if number in regions:
            region = regions[number]
            until = region.last
            if region.exercise:
                kept.append(region.indent + PLACEHOLDER)
                kept.append(f'{region.indent}raise NotImplementedError("{region.exercise} {NOT_WRITTEN}")')
        elif number > until:
            kept.append(line)
    text = _squeeze_blank_lines("\n".join(kept)) + "\n"
    ast.parse(text)
    return text


def _squeeze_blank_lines(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or lines[-2:] != ["", ""]:
            lines.append(line.rstrip())
    return "\n".join(lines).rstrip("\n")


def without_markers(source: str) -> str:
    """The solved module as a reader should see it: the marker lines taken out."""
    drop = {line for line, _, text, _ in _comments(source) if text in (BEGIN, END)}
    kept = [text for number, text in enumerate(source.splitlines(), start=1) if number not in drop]
    return "\n".join(kept) + "\n"


def exercises(source: str, where: str) -> tuple[str, ...]:
    """Names of the exercises in module order: the functions and classes that hold a region."""
    return tuple(dict.fromkeys(r.exercise for r in find_regions(source, where) if r.exercise))


def region_lines(source: str, where: str) -> tuple[tuple[int, str], ...]:
    """The lines inside regions, with their numbers: what must not appear in a release."""
    lines = source.splitlines()
    found = []
    for region in find_regions(source, where):
        found += [(n, lines[n - 1]) for n in range(region.first + 1, region.last)]
    return tuple(found)


def pieces(source: str) -> tuple[Piece, ...]:
    """The module's top-level statements in order, each with the comments above it; the docstring left out.

    Statements that share a line are one piece.
    """
    tree = ast.parse(source)
    lines = source.splitlines()
    body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    start = tree.body[0].end_lineno or 0 if body is not tree.body else 0
    result = []
    for node in body:
        end = node.end_lineno or node.lineno
        if end == start:
            continue
        name = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""
        result.append(Piece(name, "\n".join(lines[start:end]).strip("\n")))
        start = end
    return tuple(result)
