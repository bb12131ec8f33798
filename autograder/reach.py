"""Which definitions depend on which: so that a mutant runs only the probes it can change."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any


def names_used(probe: Callable[..., Any]) -> frozenset[str]:
    """Every name that a probe mentions, and every string by which it could look a name up.

    Functions and classes of its own module are followed, and so are tables, closures and defaults. A name put
    together at run time (`f"{kind}_step"`) is not seen.
    """
    names = set[str]()
    todo, seen = [probe], set[int]()
    while todo:
        thing: Any = todo.pop()
        if isinstance(thing, str):
            names.add(thing)
        elif id(thing) not in seen:
            seen.add(id(thing))
            todo += _leads_to(thing, probe.__module__)
    return frozenset(names)


def _leads_to(thing: Any, module: str) -> Iterator[Any]:
    if isinstance(thing, tuple | list | set | frozenset):
        yield from thing
    elif isinstance(thing, dict):
        yield from (*thing, *thing.values())
    elif getattr(thing, "__module__", None) != module:
        return
    elif isinstance(thing, type):
        yield from vars(thing).values()
    elif isinstance(thing, FunctionType):
        mentioned = set(_mentions(thing.__code__))
        yield from mentioned
        yield from (thing.__globals__[name] for name in mentioned if name in thing.__globals__)
        yield from (cell.cell_contents for cell in thing.__closure__ or ())
        yield from (thing.__defaults__, thing.__kwdefaults__)
    else:
        yield getattr(thing, "__wrapped__", None)


def _mentions(code: CodeType) -> Iterator[Any]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _mentions(constant)
        elif isinstance(constant, str | tuple | frozenset):
            yield constant  # getattr(impl, "name"), tables of names


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
