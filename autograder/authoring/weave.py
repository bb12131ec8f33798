"""Weave a handout and a module into a notebook: prose, stubs, check cells, experiments.

Deterministic: cell ids come from what a cell holds, there are no outputs and no time stamps, so equal sources
give equal bytes.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.authoring.markers import Piece, pieces
from autograder.errors import InstructorError

DIRECTIVE = re.compile(r"^<!--\s*(\w+):\s*(\w+)\s*-->\s*$")
FENCE = re.compile(r"^(`{3,}|~{3,})(.*)$")


@dataclass(frozen=True)
class Block:
    """A part of a handout: `kind` is prose, code, exercise or given; `text` its content or the name meant."""

    kind: str
    text: str
    line: int


def read_handout(text: str, where: str) -> tuple[Block, ...]:
    """Cut a handout into blocks.

    Fences marked `python` are code; a line `<!-- exercise: NAME -->` or `<!-- given: NAME -->` places a stub or
    a given definition; everything else, other fences included, is prose.

    Raises:
        InstructorError: a fence is never closed, or a directive is unknown.
    """
    return tuple(b for b in _blocks(text, where) if b.kind != "prose" or b.text)


def _blocks(text: str, where: str) -> Iterator[Block]:
    prose: list[str] = []
    code: list[str] = []
    fence, started, in_code = "", 0, False
    first = 1
    for number, line in enumerate(text.splitlines(), start=1):
        match = FENCE.match(line)
        if fence:
            closes = bool(match and match[1].startswith(fence) and not match[2].strip())
            (code if in_code else prose).extend([] if in_code and closes else [line])
            if closes:
                if in_code:
                    yield Block("code", "\n".join(code).strip("\n"), started)
                    code, first = [], number + 1
                fence, in_code = "", False
            continue
        directive = DIRECTIVE.match(line)
        if match:
            fence, started, in_code = match[1], number, match[2].strip() == "python"
            if in_code:
                yield Block("prose", "\n".join(prose).strip(), first)
                prose = []
            else:
                prose.append(line)
        elif directive:
            if directive[1] not in ("exercise", "given"):
                raise InstructorError(
                    f"unknown directive `{directive[1]}`",
                    where=f"{where}:{number}",
                    hint="There are `exercise` and `given`.",
                )
            yield Block("prose", "\n".join(prose).strip(), first)
            yield Block(directive[1], directive[2], number)
            prose, first = [], number + 1
        else:
            prose.append(line)
    if fence:
        raise InstructorError("this fence is never closed", where=f"{where}:{started}")
    yield Block("prose", "\n".join(prose).strip(), first)


def weave(slug: str, handout: str, module: str, exercises: Sequence[str], where: str) -> NotebookNode:
    """The notebook of an assignment.

    Args:
        slug: names the notebook, which otter wants to know.
        handout: Markdown with directives.
        module: source whose definitions fill the places: the stub for students, the solution for proof.
        exercises: names in the module that are the student's to write.
        where: the handout's path, for errors.

    Raises:
        InstructorError: an exercise is placed twice or never, or a directive names nothing.
    """
    blocks = read_handout(handout, where)
    parts = pieces(module)
    named = {p.name: p for p in parts if p.name}
    _must_place_each_once(blocks, exercises, set(named) - set(exercises), where)
    placed = {b.text for b in blocks if b.kind in ("exercise", "given")}
    setup = [p for p in parts if p.name not in placed]
    ids = _Ids()
    cells: list[NotebookNode] = []
    for number, block in enumerate(blocks):
        if number == (blocks[0].kind == "prose"):
            cells.append(_code(_setup(slug, setup), ids, kind="setup", name=slug))
        if block.kind == "prose":
            cells.append(_prose(block.text, ids))
        elif block.kind == "code":
            cells.append(_code(block.text, ids))
        else:
            cells.append(_code(named[block.text].text, ids, kind=block.kind, name=block.text))
        if block.kind == "exercise":
            cells.append(_code(f'grader.check("{block.text}")', ids, kind="check", name=block.text))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook: NotebookNode = new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(notebook)
    return notebook


def _must_place_each_once(
    blocks: Sequence[Block], exercises: Sequence[str], given: set[str], where: str
) -> None:
    seen: dict[str, int] = {}
    for block in blocks:
        if block.kind not in ("exercise", "given"):
            continue
        here = f"{where}:{block.line}"
        known = exercises if block.kind == "exercise" else sorted(given)
        if block.text not in known:
            raise InstructorError(
                f"places the {block.kind} `{block.text}`, which the module does not have",
                where=here,
                hint=f"It has: {', '.join(known) or 'none'}.",
            )
        if block.text in seen:
            raise InstructorError(f"places `{block.text}` again, as line {seen[block.text]} did", where=here)
        seen[block.text] = block.line
    missing = [name for name in exercises if name not in seen]
    if missing:
        raise InstructorError(
            f"never places {', '.join(f'`{m}`' for m in missing)}",
            where=where,
            hint=f"Add a line `<!-- exercise: {missing[0]} -->` where it belongs.",
        )


def _setup(slug: str, given: Sequence[Piece]) -> str:
    """The first code cell: the module's own imports and ours, what the module gives, the grader."""
    imports = [p.text for p in given if isinstance(ast.parse(p.text).body[0], ast.Import | ast.ImportFrom)]
    ours = ["from autograder.notebook import Notebook", "from shared.plotting import use_course_style"]
    rest = [p.text for p in given if p.text not in imports]
    start = f'use_course_style()\ngrader = Notebook("{slug}.ipynb")  # grader.check("an_exercise") runs its checks'
    return "\n\n".join(
        ["\n".join([*imports, "import matplotlib.pyplot as plt"]), "\n".join(ours), *rest, start]
    )


class _Ids:
    """Cell ids from content; a second cell of equal content gets the next number."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def make(self, text: str, kind: str, name: str) -> str:
        base = f"{kind}-{name}" if name else f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        base = base[:56]
        self._seen[base] = self._seen.get(base, 0) + 1
        return base if self._seen[base] == 1 else f"{base}-{self._seen[base]}"


def _prose(text: str, ids: _Ids) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(text, id=ids.make(text, "prose", ""))
    return cell


def _code(text: str, ids: _Ids, kind: str = "code", name: str = "") -> NotebookNode:
    metadata: dict[str, Any] = {"tags": [kind]} if kind != "code" else {}
    if kind in ("exercise", "check"):
        metadata["deletable"] = False
    cell: NotebookNode = new_code_cell(text, id=ids.make(text, kind, name), metadata=metadata)
    return cell


def notebook_text(notebook: NotebookNode) -> str:
    """The notebook's file content."""
    return str(nbformat.writes(notebook, indent=1)) + "\n"
