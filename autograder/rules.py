"""What the text of a submission says about an exercise: whether it is written, whether it keeps its rule.

Pure: text in, findings out; nothing is executed. An honest student is told; a hostile one can hide a loop in a
hundred ways, which the operator counts of a vectorised check catch in part.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from autograder.checks import Rule

LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
LOOPING_CALLS = ("map", "filter", "torch.vmap", "numpy.vectorize", "functools.reduce")


def _line(line: int) -> str:
    return f"line {line}"


@dataclass(frozen=True)
class Source:
    """A student's code as text.

    Attributes:
        text: the module.
        place: names a line of the text as the student knows it (`cell 5, line 3`).
        frame_place: the same for the line numbers of tracebacks.
    """

    text: str
    place: Callable[[int], str] = _line
    frame_place: Callable[[int], str] = _line


@dataclass(frozen=True)
class Violation:
    """A use of something that a rule excludes."""

    line: int
    what: str


@lru_cache(maxsize=256)
def violation(source: str, exercise: str, rule: Rule) -> Violation | None:
    """The first place where the exercise, or a helper it calls, breaks its rule; None if it keeps it.

    Text that does not parse breaks no rule: the exercise cannot run either.
    """
    tree = parse(source)
    if tree is None:
        return None
    aliases = imported(source)
    for node in _reachable(tree, exercise):
        for part in ast.walk(node):
            found = _breaks(part, rule, aliases)
            if found:
                return Violation(getattr(part, "lineno", 0), found)
    return None


def is_unwritten(source: str, exercise: str) -> bool:
    """Whether the body of the exercise does nothing: `pass`, `...`, `return None`, or only a docstring."""
    tree = parse(source)
    if tree is None:
        return False
    bodies = [node.body for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == exercise]
    return bool(bodies) and all(_does_nothing(statement) for statement in bodies[-1])


@lru_cache(maxsize=16)
def parse(source: str) -> ast.Module | None:
    """The syntax tree, kept while the checks of some submissions are judged; None if there is none."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _does_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return):
        return node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _reachable(tree: ast.Module, exercise: str) -> Iterator[ast.AST]:
    """The exercise's definition and those of the module's functions and classes that it names, transitively.

    A second name for a function (`conv = torch.conv2d`) and a lambda are definitions too; a table is not.
    """
    definitions: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            definitions[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute | ast.Lambda):
            definitions |= {t.id: node for t in node.targets if isinstance(t, ast.Name)}
    todo, seen = [exercise], set()
    while todo:
        name = todo.pop(0)
        if name in seen or name not in definitions:
            continue
        seen.add(name)
        yield definitions[name]
        todo += sorted({n.id for n in ast.walk(definitions[name]) if isinstance(n, ast.Name)})


@lru_cache(maxsize=16)
def imported(source: str) -> dict[str, str]:
    """What imported names stand for: `F` -> `torch.nn.functional`."""
    aliases = {}
    for node in ast.walk(parse(source) or ast.Module([], [])):
        if isinstance(node, ast.Import):
            for name in node.names:
                first = name.name.split(".")[0]
                aliases[name.asname or first] = name.name if name.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                aliases[name.asname or name.name] = f"{node.module}.{name.name}"
    return aliases


def _breaks(node: ast.AST, rule: Rule, aliases: dict[str, str]) -> str | None:
    if rule.loops and isinstance(node, LOOPS):
        return "a Python loop" if isinstance(node, ast.For | ast.While) else "a comprehension"
    if rule.loops and isinstance(node, ast.Call) and _dotted(node.func, aliases) in LOOPING_CALLS:
        return f"`{_dotted(node.func, aliases)}`, a loop in disguise"
    if not isinstance(node, ast.Name | ast.Attribute) or not isinstance(node.ctx, ast.Load):
        return None
    dotted = _dotted(node, aliases)
    for pattern in rule.names:
        if pattern.startswith("."):
            if isinstance(node, ast.Attribute) and fnmatchcase(node.attr, pattern[1:]):
                return f"`.{node.attr}`"
        elif dotted and fnmatchcase(dotted, pattern):
            return f"`{dotted}`"
    return None


def _dotted(node: ast.expr, aliases: dict[str, str]) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([aliases.get(node.id, node.id), *reversed(parts)])
