"""Modules from paths and from text: a student's file, the reference, a mutant laid over the reference."""

from __future__ import annotations
import __future__

import ast
import linecache
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

from autograder.errors import InstructorError


def load_source(source: str, filename: str, name: str) -> ModuleType:
    """Execute source text as a module of that name, registered so that dataclasses and pickling work.

    Raises whatever the source raises; then the name is not left registered.
    """
    return load_code(compile(source, filename, "exec", dont_inherit=True), name, source)


def load_code(code: CodeType, name: str, source: str = "") -> ModuleType:
    """Execute a compiled file as a module of that name; its text, if given, is what tracebacks show.

    Raises whatever the code raises; then the name is not left registered.
    """
    module = _new_module(source, code.co_filename, name)
    try:
        exec(code, vars(module))
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def load_path(path: Path, name: str) -> ModuleType:
    """Execute a file as a module of that name. Raises what the file raises."""
    return load_source(path.read_text(encoding="utf-8"), str(path), name)


@dataclass(frozen=True)
class FailedLine:
    """A top-level statement that raised while a student's module was loaded."""

    line: int
    text: str
    error: str

    def note(self, place: Callable[[int], str]) -> str:
        """A sentence for the student; an entry without text stands for loading as a whole.

        Args:
            place: names a line as the student knows it.
        """
        if not self.text:
            return f"Your code cannot be loaded: {self.error}."
        what = f"`{self.text}` fails when your code is loaded ({self.error})"
        return f"{place(self.line)}: {what}; it is left out, and what needs it will fail."


def load_leniently(source: str, filename: str, name: str) -> tuple[ModuleType, tuple[FailedLine, ...]]:
    """Execute a student's module one top-level statement at a time.

    A statement that raises (an import of a package that is not here, a table read from a file, a call of
    `sys.exit`) is recorded and left out, so that it costs only the exercises which need it.

    Raises:
        SyntaxError: the text as a whole does not parse.
    """
    module = _new_module(source, filename, name)
    failed = []
    future = 0
    tree = ast.parse(source, filename)
    for statement in tree.body:
        try:
            code = compile(ast.Module([statement], []), filename, "exec", future, dont_inherit=True)
            future |= code.co_flags & __future__.annotations.compiler_flag
            exec(code, vars(module))
        except (Exception, SystemExit) as error:
            text = (ast.get_source_segment(source, statement) or "").splitlines()[0][:200]
            failed.append(FailedLine(statement.lineno, text, f"{type(error).__name__}: {error}"[:500]))
    return module, tuple(failed)


def _new_module(source: str, filename: str, name: str) -> ModuleType:
    module = ModuleType(name)
    module.__file__ = filename
    sys.modules[name] = module
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    return module


@dataclass(frozen=True)
class Overlay:
    """A mutant or a variant: text laid over the reference, replacing the functions it defines.

    Attributes:
        name: the file's stem.
        hint: its docstring; for a mutant, what the student reads.
        killed_by: for a mutant, the checks that must reject it.
        where: the file.
        source: its text.
    """

    name: str
    hint: str
    killed_by: tuple[str, ...]
    where: str
    source: str


def read_overlay(path: Path) -> Overlay:
    """Read a mutant or variant; its docstring and its `KILLED_BY` tuple are read without running it.

    Raises:
        InstructorError: the file does not parse, has no docstring, or `KILLED_BY` is not a tuple of strings.
    """
    source = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise InstructorError(f"does not parse: {error.msg}", where=f"{path}:{error.lineno}") from None
    hint = " ".join((ast.get_docstring(tree) or "").split())
    if not hint:
        raise InstructorError(
            "has no docstring",
            where=f"{path}:1",
            hint="The docstring of a mutant is the hint its author gets.",
        )
    killed_by: tuple[str, ...] = ()
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "KILLED_BY" for t in node.targets
        ):
            killed_by = _strings(node.value, f"{path}:{node.lineno}")
    return Overlay(path.stem, hint, killed_by, str(path), source)


def _strings(node: ast.expr, where: str) -> tuple[str, ...]:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        value = None
    if not isinstance(value, tuple) or not all(isinstance(v, str) for v in value):
        raise InstructorError(
            'KILLED_BY is a tuple of check names, as in `KILLED_BY = ("a_check",)`', where=where
        )
    return value


def lay_over(reference: Path, overlay: Overlay) -> ModuleType:
    """A fresh copy of the reference with the overlay's definitions in place of its own.

    Raises:
        InstructorError: the overlay raises, or replaces nothing.
    """
    name = f"reference_{overlay.name}"
    module = load_path(reference, name)
    before = dict(vars(module))
    _add_lines(overlay)
    try:
        exec(compile(overlay.source, overlay.where, "exec", dont_inherit=True), vars(module))
    except (Exception, SystemExit) as error:
        raise InstructorError(f"raises {type(error).__name__}: {error}", where=overlay.where) from error
    if not _replaced(before, vars(module)):
        raise InstructorError(
            "replaces nothing of the reference",
            where=overlay.where,
            hint="Define the function it gets wrong.",
        )
    return module


def _add_lines(overlay: Overlay) -> None:
    lines = overlay.source.splitlines(keepends=True)
    linecache.cache[overlay.where] = (len(overlay.source), None, lines, overlay.where)


def _replaced(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return [n for n in before if not n.startswith("__") and after.get(n) is not before[n]]
