"""Which exercises of a submission may change something that other exercises use, as far as its text tells.

Pure: text in, names out. In doubt an exercise is named, and the next one then runs in a new process. A hostile
text can hide what it does; that can only spoil its own observations.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.rules import imported, parse

HARMLESS_MODULES = frozenset(
    (
        *(
            "__future__",
            "abc",
            "collections",
            "copy",
            "dataclasses",
            "enum",
            "functools",
            "itertools",
            "math",
        ),
        *(
            "matplotlib",
            "numbers",
            "numpy",
            "operator",
            "random",
            "shared",
            "statistics",
            "string",
            "textwrap",
        ),
        *("time", "torch", "torchvision", "typing", "typing_extensions"),
    )
)
TELLING_NAMES = frozenset(
    (
        *("setattr", "delattr", "globals", "locals", "vars", "exec", "eval", "compile", "open"),
        *("__import__", "__builtins__"),
    )
)
HARMLESS_ATTRIBUTES = frozenset(
    ("__init__", "__name__", "__doc__", "__class__", "__call__", "__len__", "__iter__", "set_grad_enabled")
)


@dataclass(frozen=True)
class _Statement:
    """A top-level statement: the names it binds and uses, and whether it meddles when it is run or called."""

    binds: frozenset[str]
    uses: frozenset[str]
    meddles: bool


def meddlers(source: str, exercises: Iterable[str]) -> frozenset[str]:
    """The exercises that, or whose helpers, may change a module, a setting of torch, or a file.

    Torch and arithmetic do not. Of a text that does not parse, all.
    """
    tree = parse(source)
    if tree is None:
        return frozenset(exercises)
    aliases = imported(source)
    statements = [_read(node, aliases) for node in tree.body]
    if not any(statement.meddles for statement in statements):
        return frozenset()
    return frozenset(exercise for exercise in exercises if _meddles(exercise, statements))


def _meddles(exercise: str, statements: list[_Statement]) -> bool:
    reached: set[str] = set()
    todo = {exercise}
    while todo:
        reached |= todo
        run = [statement for statement in statements if statement.binds & todo]
        if any(statement.meddles for statement in run):
            return True
        todo = {name for statement in run for name in statement.uses} - reached
    return False


def _read(statement: ast.stmt, aliases: dict[str, str]) -> _Statement:
    binds: set[str] = set()
    uses: set[str] = set()
    meddles = False
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        binds.add(statement.name)
    top_level_import = isinstance(statement, ast.Import | ast.ImportFrom)
    for node in ast.walk(statement):
        if isinstance(node, ast.Name):
            (uses if isinstance(node.ctx, ast.Load) else binds).add(node.id)
            meddles = meddles or node.id in TELLING_NAMES or not _is_harmless(aliases.get(node.id, "torch"))
        elif isinstance(node, ast.Attribute):
            meddles = meddles or _changes(node, aliases)
        elif isinstance(node, ast.Import | ast.ImportFrom) and not top_level_import:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
            meddles = meddles or not all(map(_is_harmless, names))
    return _Statement(frozenset(binds), frozenset(uses), meddles)


def _is_harmless(module: str) -> bool:
    return module.split(".")[0] in HARMLESS_MODULES


def _changes(node: ast.Attribute, aliases: dict[str, str]) -> bool:
    if node.attr.startswith(("__", "set_", "use_")) and node.attr not in HARMLESS_ATTRIBUTES:
        return True
    return not isinstance(node.ctx, ast.Load) and _root(node) in aliases


def _root(node: ast.expr) -> str:
    """The name that an attribute begins with; "" for anything else, as in `self.layers[0].weight`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
