"""Which definitions depend on which: so that a mutant runs only the probes it can change."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any


def names_used(probe: Callable[..., Any]) -> frozenset[str]:
    """Every attribute and global name that a probe, or a helper of its own module, mentions."""
    if not isinstance(probe, FunctionType):
        return frozenset()
    todo, seen, names = [probe], set(), set[str]()
    while todo:
        function = todo.pop()
        if function in seen:
            continue
        seen.add(function)
        mentioned = set(_mentions(function.__code__))
        names |= mentioned
        for name in mentioned:
            helper = function.__globals__.get(name)
            if isinstance(helper, FunctionType) and helper.__globals__ is function.__globals__:
                todo.append(helper)
    return frozenset(names)


def _mentions(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _mentions(constant)
        elif isinstance(constant, str):
            yield constant  # getattr(impl, "name"), tables of names
        elif isinstance(constant, tuple):
            yield from (c for c in constant if isinstance(c, str))


def names_touched(reference: str, overlay: str) -> frozenset[str]:
    """The overlay's definitions and everything of the reference that leads to one of them."""
    uses = references(ast.parse(reference))
    touched = set(references(ast.parse(overlay)))
    grew = True
    while grew:
        more = {name for name, used in uses.items() if name not in touched and used & touched}
        touched |= more
        grew = bool(more)
    return frozenset(touched)


def references(tree: ast.Module) -> dict[str, set[str]]:
    """For each name bound at the top level of a module, the names its statement mentions."""
    uses: dict[str, set[str]] = {}
    for node in tree.body:
        mentioned = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
        bound: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            bound = [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
        for name in bound:
            uses[name] = uses.get(name, set()) | mentioned
    return uses
