"""Search a release for lines of the solution, whatever file they hide in.

Lines are compared as runs of tokens, so that spacing and comments hide nothing. Notebooks are searched through
their JSON strings (outputs and metadata included), archives through their members, bytecode through its constants.
"""

from __future__ import annotations

import io
import json
import marshal
import tokenize
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from autograder.authoring.markers import region_lines, strip

MIN_TOKENS = 6
"""Shorter lines (`return x`, `n = len(x)`) are nobody's secret."""


@dataclass(frozen=True)
class Leak:
    """A line of a region found in a file of the release."""

    where: str
    what: str
    line: int


def search(source: str, where: str, handout: str, files: Mapping[str, bytes]) -> list[Leak]:
    """The lines of solution regions that stand in the files.

    Args:
        source: the reference module.
        where: its path, for errors.
        handout: what the author shows on purpose; a line that stands in it, in the stub, or in another place
            outside the regions, is public.
        files: the release, by path.
    """
    public = {
        run for text in (strip(source, where), handout) for line in text.splitlines() if (run := _run(line))
    }
    secret = {}
    for number, line in region_lines(source, where):
        run = _run(line)
        if run and len(run) >= MIN_TOKENS and run not in public:
            secret[run] = number
    found = []
    for name, content in files.items():
        for place, text in _texts(name, content):
            for line in text.splitlines():
                number = secret.get(_run(line), 0)
                if number:
                    found.append(Leak(place, line.strip()[:80], number))
    return found


def _run(line: str) -> tuple[str, ...]:
    """A line as its tokens: names, numbers, strings and operators, without comments and spacing."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(line.strip()).readline))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return tuple(line.split("#")[0].split())
    dull = (
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    )
    return tuple(t.string for t in tokens if t.type not in dull)


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from _texts(f"{name}!{member}", archive.read(member))
    elif name.endswith(".pyc"):
        yield from ((name, text) for text in _constants(marshal.loads(content[16:])))
    elif name.endswith(".ipynb"):
        yield from ((name, text) for text in _strings(json.loads(content)))
    else:
        yield name, content.decode("utf-8", errors="replace")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if all(isinstance(v, str) for v in value):
            yield "".join(value)
        else:
            for item in value:
                yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def _constants(code: Any) -> Iterator[str]:
    """Compiled code has no lines; that it was compiled from a solved function shows in its names and strings."""
    if isinstance(code, CodeType):
        yield " ".join(code.co_names)
        for constant in code.co_consts:
            yield from _constants(constant)
    elif isinstance(code, str):
        yield code
