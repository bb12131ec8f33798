"""From a cell to its top-level statements, each with its text and the names it binds; and what does not parse.

Text in, values out; nothing is executed. A cell that does not parse is read again without IPython's lines, then
in chunks, so that one mistake costs the definition it stands in and no other.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_PYTHON_CELLS = ("capture", "prun", "time", "timeit")
_STRINGS = (
    r"'''(?:[^'\\]|\\[\s\S]|'(?!''))*+'''",
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*+"""',
    r"'(?:[^'\\\n]|\\[\s\S])*+'",
    r'"(?:[^"\\\n]|\\[\s\S])*+"',
)
_LEXEME = "|".join([r"#.*", *_STRINGS, r"\\\n[ \t]*[%!?]?", r"\\.", r"[][(){}\n]"])
_MAGIC = r"^[ \t]*(?:[%!?]|[\w.]+\?|[A-Za-z_][\w., \t]*=[ \t]*[%!])(?:\\\n|.)*"
_INSIDE = re.compile(_LEXEME)
_TOP = re.compile(f"(?P<magic>{_MAGIC})|{_LEXEME}", re.MULTILINE)
_NO_START = re.compile(r"[\s#)\]}]|$|(?:else|elif|except|finally)\b")
_KEYWORD = re.compile(r"@|(?:def|class|async|import|from)\s|[A-Za-z_]\w*\s*(?::[^=]+)?=[^=]")
_DEFINITION = re.compile(r"@\w|(?:async +def|def|class) +\w")
_TAIL = re.compile(rb"[ \t\f]*(?:#.*)?\Z")


@dataclass(frozen=True)
class Origin:
    """Where a line of the normalised module came from.

    Attributes:
        cell: number of the notebook cell, counted from 1 over code and text cells alike; None in a .py file.
        line: line within the cell or the file, from 1.
    """

    cell: int | None
    line: int

    def __str__(self) -> str:
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}, line {self.line}"


@dataclass(frozen=True)
class Cell:
    """Code as the student wrote it; its lines end in a line feed and nothing else.

    Attributes:
        number: as `Origin.cell`.
        text: the code.
        line: line of the cell or the file on which the text starts.
    """

    number: int | None
    text: str
    line: int = 1


@dataclass(frozen=True)
class Fault:
    """A part of a cell that does not parse."""

    cell: Cell
    line: int
    reason: str

    def __str__(self) -> str:
        text = self.cell.text.split("\n")[self.line - self.cell.line]
        return f"{Origin(self.cell.number, self.line)} does not parse ({self.reason}): `{printable(text.strip())}`"


@dataclass(frozen=True)
class Statement:
    """A top-level statement.

    Attributes:
        cell: its text alone.
        sets: names it binds whatever happens: what they were before is gone.
        binds: names it may bind.
        into: names it assigns into (`TABLE["relu"] = relu`) or registers with (`@TABLE.add`).
    """

    cell: Cell
    node: ast.stmt
    sets: frozenset[str]
    binds: frozenset[str]
    into: frozenset[str]


def printable(text: str, limit: int = 60) -> str:
    r"""Text of a student's made fit for a sentence: no control or direction characters, at most `limit` long.

    >>> print(printable("a\tb"))
    a\tb
    """
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)


def read_cell(cell: Cell) -> tuple[list[Statement], list[Fault]]:
    """The top-level statements of a cell, and the parts of it that do not parse."""
    tree = _parse(cell)
    if isinstance(tree, ast.Module):
        return list(_statements(cell, tree)), []
    return _recover(replace(cell, text=_without_magics(cell.text)), (_careful_starts, _keyword_starts))


def _recover(
    cell: Cell, splitters: Sequence[Callable[[str], list[int]]]
) -> tuple[list[Statement], list[Fault]]:
    """Parse a cell; if it does not parse, the chunks the first splitter makes of it, and so on."""
    tree = _parse(cell)
    if isinstance(tree, ast.Module):
        return list(_statements(cell, tree)), []
    if not splitters:
        return [], [tree]
    starts, rows = splitters[0](cell.text), cell.text.split("\n")
    statements: list[Statement] = []
    faults: list[Fault] = []
    for start, end in zip([0, *starts], [*starts, len(rows)], strict=True):
        chunk = Cell(cell.number, "\n".join(rows[start:end]), cell.line + start)
        found, unparsable = _recover(chunk, splitters[1:])
        statements += found
        faults += unparsable
    return statements, faults


def _parse(cell: Cell) -> ast.Module | Fault:
    try:
        return ast.parse(cell.text)
    except UNPARSABLE as error:
        return fault_of(cell, error)


def fault_of(cell: Cell, error: Exception) -> Fault:
    """What the parser or the compiler holds against a cell, at its line of the cell or the file."""
    if isinstance(error, RecursionError | MemoryError):
        return Fault(cell, cell.line, "nested too deeply")
    if not isinstance(error, SyntaxError):
        return Fault(cell, cell.line, printable(str(error), 100))
    line = min(max(error.lineno or 1, 1), cell.text.count("\n") + 1)
    reason = re.sub(r"(?<=\bline )\d+", lambda found: str(int(found[0]) + cell.line - 1), error.msg)
    return Fault(cell, cell.line + line - 1, printable(reason, 100))


def _without_magics(text: str) -> str:
    """The text with `pass` for IPython's own lines; "" if the whole cell is in another language."""
    header = re.match(r"\s*%%(\w*).*", text)
    if header:
        if header[1] not in _PYTHON_CELLS:
            return ""
        text = "\n" * header[0].count("\n") + text[header.end() :]
    parts, at = [], 0
    for start, end in _scan(text)[1]:
        magic = text[start:end]
        indent = magic[: len(magic) - len(magic.lstrip())]
        parts += [text[at:start], indent, "pass", "\n" * magic.count("\n")]
        at = end
    return "".join([*parts, text[at:]])


def _scan(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Lines (from 0) that begin outside brackets and strings, and the spans of IPython's own lines."""
    starts, magics = [0], []
    at = line = depth = 0
    while found := (_INSIDE if depth else _TOP).search(text, at):
        line += text.count("\n", at, found.end())
        at = found.end()
        if found.lastgroup == "magic":
            magics.append(found.span())
        elif found[0] == "\n":
            depth = 0 if _DEFINITION.match(text, at) else depth  # a bracket above was never closed
            if not depth:
                starts.append(line)
        elif found[0] in ("(", "[", "{"):
            depth += 1
        elif found[0] in (")", "]", "}"):
            depth = max(depth - 1, 0)
    return starts, magics


def _careful_starts(text: str) -> list[int]:
    """Lines on which a statement starts, if quotes close."""
    rows = text.split("\n")
    return _undecorated(rows, [n for n in _scan(text)[0] if not _NO_START.match(rows[n])])


def _keyword_starts(text: str) -> list[int]:
    """Lines that look like the start of a definition, an import or an assignment, whatever stands around."""
    rows = text.split("\n")
    return _undecorated(rows, [n for n, row in enumerate(rows) if _KEYWORD.match(row)])


def _undecorated(rows: Sequence[str], starts: Sequence[int]) -> list[int]:
    """The starts without those that a decorator is waiting for."""
    return [n for k, n in enumerate(starts) if not (k and rows[starts[k - 1]].startswith("@"))]


def _statements(cell: Cell, tree: ast.Module) -> Iterator[Statement]:
    rows = cell.text.encode().split(b"\n")
    for node in tree.body:
        first, column = node.lineno, node.col_offset
        decorators = getattr(node, "decorator_list", [])
        if decorators:
            first = decorators[0].lineno
            while first > 1 and not rows[first - 1].lstrip().startswith(b"@"):
                first -= 1
            column = max(rows[first - 1].find(b"@"), 0)
        last, end = node.end_lineno or first, node.end_col_offset or 0
        tail = _TAIL.match(rows[last - 1], end)
        text = rows[first - 1 : last]
        text[-1] = text[-1][: tail.end() if tail else end]
        text[0] = text[0][column:]
        own = Cell(cell.number, b"\n".join(text).decode(), cell.line + first - 1)
        yield Statement(own, node, *_bindings(node))


def _bindings(node: ast.stmt) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """`sets`, `binds` and `into` of a statement; nothing for one that asks for `__name__`."""
    binds: set[str] = set()
    into: set[str] = set()
    todo: list[ast.AST] = [] if isinstance(node, ast.If) and "__name__" in _names(node.test) else [node]
    while todo:
        part = todo.pop()
        match part:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                binds.add(part.name)
                into |= {_root(d.func if isinstance(d, ast.Call) else d) for d in part.decorator_list}
                continue
            case ast.Lambda():
                continue
            case ast.comprehension():
                todo += [part.iter, *part.ifs]
                continue
            case ast.Name(ctx=ast.Store()):
                binds.add(part.id)
            case ast.Attribute(ctx=ast.Store()) | ast.Subscript(ctx=ast.Store()):
                into.add(_root(part))
            case ast.alias():
                binds.add(part.asname or part.name.split(".")[0])
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                binds.add(name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                binds.add(name)
        todo += ast.iter_child_nodes(part)
    return _sets(node), frozenset(binds), frozenset(into - {""})


def _sets(node: ast.stmt) -> frozenset[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return frozenset({node.name})
        case ast.Assign():
            return union(_names(target, ast.Store) for target in node.targets)
        case ast.AugAssign() | ast.AnnAssign(value=ast.expr()):
            return _names(node.target, ast.Store)
        case ast.ImportFrom():
            return frozenset(alias.asname or alias.name for alias in node.names)
        case ast.Import():  # `import a` does not undo `import a.b`
            return frozenset(alias.asname for alias in node.names if alias.asname)
    return frozenset()


def _names(node: ast.expr, context: type[ast.expr_context] = ast.Load) -> frozenset[str]:
    return frozenset(n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, context))


def _root(node: ast.expr) -> str:
    """`a` for `a.b` and `a[0].b`; "" for a plain name and anything else."""
    inner = node
    while isinstance(inner, ast.Attribute | ast.Subscript):
        inner = inner.value
    return inner.id if isinstance(inner, ast.Name) and inner is not node else ""


def union(sets: Iterator[frozenset[str]]) -> frozenset[str]:
    """All names of all sets."""
    return frozenset(name for names in sets for name in names)
