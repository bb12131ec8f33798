"""Tree-shaking: from the cells of a submission to one module with the exercises and what they rest on.

A statement stays when an exercise refers, directly or through others, to a name it binds. Magics, prints, plots,
training runs and `if __name__ == "__main__"` go, so a broken experiment never costs a graded function.
What a call at the top level changed (a list it filled, a default dtype it set) goes with the call.

Nothing is executed. What a statement binds is read off its syntax tree; what it refers to is read off the
bytecode the compiler makes of it, which is where Python decides whether a name is local or global.
"""

from __future__ import annotations

import ast
import dis
import inspect
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from types import CodeType

from autograder.grading.statements import (
    UNPARSABLE,
    Cell,
    Fault,
    Origin,
    Statement,
    fault_of,
    read_cell,
    union,
)

MAX_FAULTS = 10
"""Sentences about code that does not parse; a student mends the first few and hands in again."""


_REFERS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS", "STORE_GLOBAL", "DELETE_GLOBAL"}
_AT_ONCE = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


@dataclass(frozen=True)
class Normalised:
    """The module made of some cells.

    Attributes:
        source: its text.
        origins: one for each line of the source; lines end in a line feed and nothing else.
        notes: sentences for the student.
        broken: exercise -> why there is nothing to grade: its definition does not parse.
        names: what the cells bind at top level, kept or not.
    """

    source: str
    origins: tuple[Origin, ...]
    notes: tuple[str, ...]
    broken: Mapping[str, str]
    names: frozenset[str]


@dataclass(frozen=True)
class _Reads:
    """Global names a statement refers to when it runs, and when a function it defines is called."""

    now: frozenset[str]
    later: frozenset[str]


def normalise(cells: Sequence[Cell], exercises: Sequence[str]) -> Normalised:
    """Keep the exercises and every top-level statement they rest on, verbatim and in order.

    A line of the source is a line of the student's, with two exceptions: statements that share one (`a = 1; b = 2`)
    are parted, and IPython's own lines within a statement become `pass`.

    Args:
        cells: code in the order of the notebook, or a whole file as one cell.
        exercises: names to look for.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        statements: list[Statement] = []
        faults: list[Fault] = []
        for cell in cells:
            found, unparsable = read_cell(cell)
            statements += found
            faults += unparsable
        shaker = _Shaker(statements, exercises)
        kept = [statements[i] for i in shaker.order()]
        duplicates = list(shaker.duplicates())
    faults += shaker.faults
    defined = union(s.binds for s in kept)
    lines = [(line, s.cell, k) for s in kept for k, line in enumerate(s.cell.text.split("\n"))]
    broken = {name: f for name in exercises if name not in defined for f in faults if _defines(f, name)}
    return Normalised(
        source="".join(f"{line}\n" for line, _, _ in lines),
        origins=tuple(Origin(cell.number, cell.line + k) for _, cell, k in lines),
        notes=(*_fault_notes(faults), *duplicates),
        broken={name: f"{fault}, so `{name}` cannot be graded." for name, fault in broken.items()},
        names=union(s.binds for s in statements),
    )


def _fault_notes(faults: Sequence[Fault]) -> Iterator[str]:
    for fault in faults[:MAX_FAULTS]:
        yield f"{fault}; the rest of the {'file' if fault.cell.number is None else 'notebook'} is graded."
    if len(faults) > MAX_FAULTS:
        yield f"{len(faults) - MAX_FAULTS} more places do not parse."


def _defines(fault: Fault, name: str) -> bool:
    pattern = rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{re.escape(name)}\b|^{re.escape(name)}[ \t]*="
    return re.search(pattern, fault.cell.text, re.MULTILINE) is not None


def _reads(statement: Statement) -> _Reads | Fault:
    try:
        code = compile(statement.cell.text, "<submission>", "exec", dont_inherit=True)
        now, later = _globals(code, frozenset())
    except UNPARSABLE as error:
        return fault_of(statement.cell, error)
    if isinstance(statement.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return _Reads(now, later)
    return _Reads(now | later, later)  # a lambda of an assignment may be called there and then


def _globals(code: CodeType, outside: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Global names that a code object refers to at once and later, less those bound before, or `outside` it."""
    now: set[str] = set()
    later: set[str] = set()
    bound = set(outside)
    for step in dis.get_instructions(code):
        if isinstance(step.argval, CodeType):
            inner = step.argval
            seen = frozenset(bound) if code.co_name == "<module>" else outside
            inner_now, inner_later = _globals(inner, seen)
            at_once = inner.co_name in _AT_ONCE or not inner.co_flags & inspect.CO_OPTIMIZED
            (now if at_once else later).update(inner_now)
            later |= inner_later
        elif step.opname == "STORE_NAME":
            bound.add(step.argval)
        elif step.opname in _REFERS and step.argval not in bound:
            now.add(step.argval)
    return frozenset(now), frozenset(later)


# From statements to those that matter


class _When(Enum):
    """At which moment the value of a name is needed, and so which of its bindings matter."""

    CALLED = auto()
    """When an exercise is called: the last binding, and those it builds on."""
    RUN = auto()
    """When a kept statement runs: the last binding above it."""
    ANY = auto()
    """When a function is called by a kept statement, at a moment not known: all."""


class _Shaker:
    """Follows names from the exercises to the statements that bind them."""

    def __init__(self, statements: Sequence[Statement], exercises: Sequence[str]) -> None:
        self.faults: list[Fault] = []
        self._statements = statements
        self._exercises = exercises
        self._known: dict[int, _Reads | None] = {}
        self._writers: dict[str, list[int]] = {}
        imported = union(s.binds for s in statements if isinstance(s.node, ast.Import | ast.ImportFrom))
        for i, statement in enumerate(statements):
            for name in statement.binds | (statement.into - imported):
                self._writers.setdefault(name, []).append(i)
        self._needed, self._kept = self._follow()

    def order(self) -> list[int]:
        """The statements to keep, `from __future__` first, star imports among them."""
        nodes = [s.node for s in self._statements]
        whole = {i for i, node in enumerate(nodes) if self._kept and _is_star(node) and self._reads_of(i)}
        future = [i for i, node in enumerate(nodes) if self._kept and _is_future(node) and self._reads_of(i)]
        return [*future, *sorted((self._kept | whole) - set(future))]

    def duplicates(self) -> Iterator[str]:
        """A sentence for each needed function that is defined more than once."""
        for name in self._needed:
            origins = [self._origin(i) for i in self._writers.get(name, []) if self._is_definition(i, name)]
            if len(origins) > 1:
                times = "twice" if len(origins) == 2 else f"{len(origins)} times"
                places = f"{', '.join(origins[:-1])} and {origins[-1]}"
                yield f"`{name}` is defined {times} ({places}); the last one is graded."

    def _origin(self, i: int) -> str:
        cell = self._statements[i].cell
        return str(Origin(cell.number, cell.line))

    def _is_definition(self, i: int, name: str) -> bool:
        statement = self._statements[i]
        if name not in statement.sets or not (reads := self._reads_of(i)):
            return False
        if isinstance(statement.node, ast.Assign):  # `f = jit(f)` builds on a definition
            return name in self._exercises and name not in reads.now
        return isinstance(statement.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)

    def _reads_of(self, i: int) -> _Reads | None:
        """What a statement refers to; None, and a fault, if it does not compile on its own."""
        if i not in self._known:
            found = _reads(self._statements[i])
            if isinstance(found, Fault):
                self.faults.append(found)
            self._known[i] = None if isinstance(found, Fault) else found
        return self._known[i]

    def _follow(self) -> tuple[list[str], set[int]]:
        """The names that are needed, and the statements that bind them."""
        end = len(self._statements)
        agenda = [(name, end, _When.CALLED) for name in reversed(self._exercises)]
        needed: dict[str, None] = {}
        kept: set[int] = set()
        bound: set[tuple[int, _When, str]] = set()
        entered: set[tuple[int, _When]] = set()
        while agenda:
            name, before, when = agenda.pop()
            needed[name] = None
            writers = self._writers.get(name, [])
            for k in range(bisect_left(writers, before) - 1, -1, -1):
                i = writers[k]
                if (i, when, name) in bound:
                    break  # whatever stands above was followed then
                bound.add((i, when, name))
                reads = self._reads_of(i)
                if reads is None:
                    continue
                kept.add(i)
                if (i, when) not in entered:
                    entered.add((i, when))
                    inner = when if when is _When.CALLED else _When.ANY
                    agenda += [(n, end, inner) for n in sorted(reads.later)]
                    agenda += [(n, i, _When.RUN) for n in sorted(reads.now)]
                if when is not _When.ANY and name in self._statements[i].sets:
                    break
        return list(needed), kept


def _is_star(node: ast.stmt) -> bool:
    """`from x import *`, which may bind anything; otter's names are no use to an exercise."""
    if not isinstance(node, ast.ImportFrom) or node.names[0].name != "*":
        return False
    return (node.module or "").split(".")[0] != "otter"


def _is_future(node: ast.stmt) -> bool:
    if not isinstance(node, ast.ImportFrom) or node.module != "__future__":
        return False
    return all(alias.name != "barry_as_FLUFL" for alias in node.names)  # it takes `!=` out of the language
