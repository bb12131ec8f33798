"""Search a release for statements of the solution, whatever file they hide in.

Texts are compared as runs of tokens, so that spacing, comments and line breaks hide nothing. Notebooks are searched
through their JSON strings (outputs and metadata included), zip archives through their members. Bytecode shows its
source to whoever decompiles it and to no search, so it is a finding by itself.
"""

from __future__ import annotations

import io
import json
import re
import tokenize
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from autograder.authoring.markers import region_lines, strip

MIN_TOKENS = 7
"""Shorter statements (`return x`, `n = len(x)`) are nobody's secret, nor are headers (`with torch.no_grad():`)."""
TOKEN = re.compile(r"\w+|[^\w\s#\\]")
COMMENT = re.compile(r"#.*")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
"""What a terminal's traceback, kept in a notebook's output, has between its tokens."""
DULL = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
)


@dataclass(frozen=True)
class Leak:
    """A file of the release that shows something of a region, and a sentence on what."""

    where: str
    message: str


def search(source: str, where: str, handout: str, files: Mapping[str, bytes]) -> list[Leak]:
    """The statements of solution regions that stand in the files, and the files that cannot be searched.

    Args:
        source: the reference module.
        where: its path, for errors.
        handout: what the author shows on purpose; a statement that stands in it, in the stub, or in another
            place outside the regions, is public.
        files: the release, by path.
    """
    lines = dict(region_lines(source, where))
    public = _runs(strip(source, where)) + _runs(handout)
    secret = {
        run: number
        for number, run in _statements(source)
        if number in lines and len(run.split()) >= MIN_TOKENS and not run.endswith(": ") and run not in public
    }
    found = []
    for name, content in files.items():
        for place, text in _texts(name, content):
            runs = _runs(text)
            shown = [number for run, number in secret.items() if run in runs]
            found += [Leak(place, f"holds line {n} of the solution: {lines[n].strip()[:80]}") for n in shown]
            if place.endswith(".pyc"):
                found.append(Leak(place, "is bytecode, which may be that of the solution"))
    return found


def _statements(source: str) -> Iterator[tuple[int, str]]:
    """Each logical line of a module: the number of its first line, and its run of tokens."""
    tokens: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NEWLINE:
            yield tokens[0].start[0], _run(" ".join(t.string for t in tokens))
            tokens = []
        elif token.type not in DULL:
            tokens.append(token)


def _run(text: str) -> str:
    """A text as its words and signs, a blank around each; without what a formatter adds when it wraps a line."""
    run = " ".join(TOKEN.findall(text.replace("'", '"')))
    return re.sub(r" , (?=[)\]}])", " ", f" {run} ")


def _runs(text: str) -> str:
    """A text's run read in both ways: what stands in a comment is shown too, but it interrupts a statement."""
    text = COLOUR.sub("", text)
    return f"{_run(text)}\n{_run(COMMENT.sub('', text))}\n"


def _texts(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from _texts(f"{name}!{member}", archive.read(member))
        return
    if name.endswith(".safetensors"):
        content = content[8 : 8 + int.from_bytes(content[:8], "little")]  # the header; behind it lie numbers
    text = content.decode("utf-8", errors="replace")
    if name.endswith(".ipynb"):
        with suppress(ValueError):  # a broken notebook is searched as it stands
            text = "\n\n".join(_strings(json.loads(text)))
    yield name, text


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
