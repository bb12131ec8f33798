"""Reading what a student hands in (.ipynb, .py, or a zip with one of them) as one normalised module.

Covered: nothing is executed, imported, unpickled or written to disk; of a zip, one notebook or script is read, the
bytes of a checkpoint, and nothing else (`.OTTER_LOG`, a pickle, is never opened); sizes are held while reading,
whatever headers say; file names and code are cleaned before a sentence quotes them.
Not covered: what the module does when it runs, which is the sandbox's business.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.errors import OperatorError, StudentError
from autograder.grading.shake import Normalised, normalise
from autograder.grading.statements import Cell, Origin, printable

__all__ = ["Origin", "Submission", "digest", "read_submission"]

MB = 2**20
MAX_FILE = 128 * MB
"""Bytes of a file, zipped or not: notebooks with 50 MB of plots are handed in every term."""
KB = 2**10
MAX_CODE = 300 * KB
"""Characters of code: an assignment has under 100 KB. The parser, which nothing interrupts, needs half a second for
so many in the worst case that is known, and fifty for 2 MB."""
MAX_LINES = 20_000
"""Lines of code, or parts of lines between semicolons: real ones have under 2,000; each may cost 0.3 ms."""
MAX_VALUES = 4_000_000
"""Values in a notebook's JSON: Python needs up to 64 bytes for each, so 256 MB."""
MAX_ENTRIES = 200
"""Files in a zip: a student's folder with its tests and figures has under 50."""
MAX_UNPACKED = 256 * MB
"""Bytes that all files of a zip unpack to: a notebook and the data of an assignment."""
MAX_RATIO = 200
"""Unpacked size over packed size: notebooks reach 20, deflate itself ends at 1,032."""
MAX_CHECKPOINT = 64 * MB
"""Bytes of a checkpoint: a ResNet-18 in float32 has 45 MB."""
CHECKPOINTS = ("checkpoint.safetensors", "checkpoint.pt")
"""What a checkpoint in a zip is called."""
MIN_BOMB = 8 * MB
"""Bytes below which the ratio does not matter."""

_BAD_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_ENCODINGS = {
    "latin-1": "latin-1",
    "iso-8859-1": "latin-1",
    "cp1252": "cp1252",
    "windows-1252": "cp1252",
}
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_SAVE_AGAIN = "Open it in Jupyter, save it, and hand it in again."
_CLEAR_OUTPUTS = "Clear the outputs of the notebook, save it, and hand it in again."


@dataclass(frozen=True)
class Submission:
    """One module, made of what a student handed in.

    Attributes:
        sha256: of the file as it came.
        source: the module: the exercises and what they rest on, in the student's own lines.
        origins: where each line of the source came from.
        notes: sentences for the student.
        broken: exercise -> why there is nothing to grade: its definition does not parse.
        checkpoint: the bytes of the checkpoint that lay beside the code, or b"".
    """

    sha256: str
    source: str
    origins: tuple[Origin, ...]
    notes: tuple[str, ...]
    broken: Mapping[str, str]
    checkpoint: bytes = b""

    def place(self, line: int) -> str:
        """A line of the source as the student knows it: `cell 5, line 3`, or `line 40` of a .py file."""
        return str(self.origins[line - 1]) if 1 <= line <= len(self.origins) else "a line that is not there"


def digest(path: Path) -> str:
    """sha256 of a file as it came; "" for what is no regular file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_submission(
    path: Path, slug: str, exercises: Sequence[str], others: Callable[[], Mapping[str, Sequence[str]]] = dict
) -> Submission:
    """Read a hand-in of an assignment.

    Args:
        path: a .ipynb, .py or .zip file.
        slug: the assignment.
        exercises: names of its exercises.
        others: gives the exercises of other assignments, by slug, to notice a hand-in of the wrong one.

    Raises:
        StudentError: the file cannot be graded as this assignment.
        OperatorError: the operating system does not let us read it.
    """
    where, suffix = printable(path.name), path.suffix.lower()
    if suffix not in (".ipynb", ".py", ".zip"):
        raise StudentError(
            f"`{printable(suffix)}` files are not graded" if suffix else "this file has no ending",
            hint=f"Hand in `{slug}.ipynb`, `{slug}.py`, or a zip with one of them.",
            where=where,
        )
    data = _load(path, where)
    sha256 = hashlib.sha256(data).hexdigest()
    notes: list[str] = []
    checkpoint = b""
    if suffix == ".zip":
        entry, data, checkpoint, unread = _unpack(data, slug, where)
        notes += unread
        where, suffix = f"{where}/{printable(entry)}", PurePosixPath(entry).suffix.lower()
    if not data.strip():
        raise StudentError("this file is empty", hint="Save your work, then hand it in again.", where=where)
    text, misread = _decode(data)
    cells, unreadable = _notebook(text, where) if suffix == ".ipynb" else ([Cell(None, text)], [])
    notes += misread + unreadable
    cells = [Cell(cell.number, _plain(cell.text)) for cell in cells]
    _hold_code(cells, where)
    module = normalise(cells, exercises)
    if not any(name in module.names or name in module.broken for name in exercises):
        _refuse_other_assignment(module, slug, others(), where)
        notes.append("None of the assignment's exercises is defined in this file.")
    notes += module.notes
    return Submission(sha256, module.source, module.origins, tuple(notes), module.broken, checkpoint)


def _hold_code(cells: Sequence[Cell], where: str) -> None:
    limit = ""
    if sum(len(cell.text) for cell in cells) > MAX_CODE:
        limit = f"{MAX_CODE // KB} KB"
    elif sum(1 + cell.text.count("\n") + cell.text.count(";") for cell in cells) > MAX_LINES:
        limit = f"{MAX_LINES:,} lines"
    if limit:
        hint = "Hand in the assignment's own file, without data written out as code."
        raise StudentError(f"this file holds more than {limit} of code", hint=hint, where=where)


def _refuse_other_assignment(
    module: Normalised, slug: str, others: Mapping[str, Sequence[str]], where: str
) -> None:
    """Refuse a file with two exercises, or half the exercises, of another assignment."""
    counts = {
        other: len(module.names.intersection(names)) for other, names in others.items() if other != slug
    }
    other = max(counts, key=lambda name: counts[name], default="")
    if other and counts[other] and (counts[other] >= 2 or 2 * counts[other] >= len(others[other])):
        defined = "1 of its exercises is" if counts[other] == 1 else f"{counts[other]} of its exercises are"
        raise StudentError(
            f"this looks like `{other}` ({defined} defined), not `{slug}`",
            hint=f"Hand in `{slug}.ipynb` or `{slug}.py` here.",
            where=where,
        )


def _load(path: Path, where: str) -> bytes:
    try:
        if path.is_symlink():  # it may lead to the solutions, or to another student
            raise StudentError("this is a link, not a file", hint="Hand in the file itself.", where=where)
        if path.is_dir():
            hint = "Hand in the notebook or the .py file in it, or a zip of the folder."
            raise StudentError("this is a folder, not a file", hint=hint, where=where)
        if not path.is_file():
            raise StudentError(
                "there is no such file", hint="Check the name, and where you saved it.", where=where
            )
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        hint = "Check the permissions of the file and of its folder."
        raise OperatorError(f"this file cannot be read ({error.strerror})", hint=hint, where=where) from error
    _hold_size(len(data), where)
    return data


def _hold_size(size: int, where: str) -> None:
    if size > MAX_FILE:
        raise StudentError(
            f"this file is larger than {MAX_FILE // MB} MB",
            hint=_CLEAR_OUTPUTS,
            where=where,
        )


def _unpack(data: bytes, slug: str, where: str) -> tuple[str, bytes, bytes, list[str]]:
    """Of a zip, name and content of the file that is graded, its checkpoint, and notes about what is not read."""
    alone = f"Hand in `{slug}.ipynb` or `{slug}.py` alone, without a zip."
    if not data:
        raise StudentError("this file is empty", hint=alone, where=where)
    if data.count(b"PK\1\2") > MAX_ENTRIES:  # before the directory is read: it may list millions
        raise StudentError(f"this zip holds more than {MAX_ENTRIES} files", hint=alone, where=where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_unsafe(entries, alone, where)
            chosen, rest = _choose(entries, slug, where)
            content = _read(archive, chosen, MAX_FILE, alone, where)
            _hold_size(len(content), where)
            weights = [entry for entry in entries if PurePosixPath(entry.filename).name in CHECKPOINTS]
            if len(weights) > 1:
                message = f"{_listed(weights)} could each be the checkpoint"
                raise StudentError(message, hint="Hand in one of them.", where=where)
            checkpoint = _read(archive, weights[0], MAX_CHECKPOINT, alone, where) if weights else b""
            if len(checkpoint) > MAX_CHECKPOINT:
                message = f"{_listed(weights)} is larger than {MAX_CHECKPOINT // MB} MB"
                raise StudentError(message, hint=alone, where=where)
    except _BAD_ZIP as error:
        raise StudentError("this is not a zip file, or it is damaged", hint=alone, where=where) from error
    unread = (
        [f"Only `{printable(chosen.filename)}` is graded; what stands in {_listed(rest)} is not."]
        if rest
        else []
    )
    return chosen.filename, content, checkpoint, unread


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, hint: str, where: str) -> bytes:
    """The content of a file in a zip, read no further than a byte beyond what is allowed."""
    if entry.file_size > max(MIN_BOMB, MAX_RATIO * entry.compress_size):
        message = f"`{printable(entry.filename)}` unpacks to more than {MAX_RATIO} times its size"
        raise StudentError(message, hint=hint, where=where)
    with archive.open(entry) as file:
        return file.read(most + 1)


def _refuse_unsafe(entries: Sequence[zipfile.ZipInfo], hint: str, where: str) -> None:
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if ".." in name.split("/") or re.match(r"/|[A-Za-z]:/", name):
            problem = "leads out of the zip"
        elif stat.S_ISLNK(entry.external_attr >> 16):
            problem = "is a link, not a file"
        elif entry.flag_bits & 1:
            problem = "is encrypted"
        elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            problem = "is packed in an uncommon way"  # its unpacker does not stop at a limit
        else:
            continue
        raise StudentError(f"`{printable(entry.filename)}` {problem}", hint=hint, where=where)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        message = f"this zip unpacks to more than {MAX_UNPACKED // MB} MB"
        raise StudentError(message, hint=hint, where=where)


def _choose(
    entries: Sequence[zipfile.ZipInfo], slug: str, where: str
) -> tuple[zipfile.ZipInfo, list[zipfile.ZipInfo]]:
    """The file to grade, and the notebooks and scripts besides it."""
    files = [entry for entry in entries if _is_candidate(PurePosixPath(entry.filename))]
    paths = {id(entry): PurePosixPath(entry.filename) for entry in files}
    named = [entry for entry in files if paths[id(entry)].stem == slug]
    notebooks = [entry for entry in files if paths[id(entry)].suffix.lower() == ".ipynb"]
    group = named or notebooks or files
    if not group:
        hint = f"It should hold `{slug}.ipynb` or `{slug}.py`."
        raise StudentError("there is no notebook and no .py file in this zip", hint=hint, where=where)
    if len(group) > 1:
        name = slug + PurePosixPath(group[0].filename).suffix.lower()
        hint = "Hand in one of them alone." if named else f"Hand in one alone, or call it `{name}`."
        raise StudentError(f"{_listed(group)} could each be what you hand in", hint=hint, where=where)
    return group[0], [entry for entry in files if entry is not group[0]]


def _is_candidate(path: PurePosixPath) -> bool:
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return path.suffix.lower() in (".ipynb", ".py") and not hidden


def _listed(entries: Sequence[zipfile.ZipInfo]) -> str:
    """`a.py`, `b.py` and 3 more."""
    names = [f"`{printable(entry.filename)}`" for entry in entries]
    if len(names) > 3:
        names[2:] = [f"{len(names) - 2} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _decode(data: bytes) -> tuple[str, list[str]]:
    """The text of a file: by its byte-order mark, its PEP 263 line, as UTF-8, or else as Latin-1."""
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif not data.startswith(codecs.BOM_UTF8):
        for line in re.split(rb"\r\n|\r|\n", data[:4096])[:2]:
            if cookie := _COOKIE.match(line):
                encoding = _ENCODINGS.get(
                    cookie[1].decode("ascii", "replace").lower().replace("_", "-"), encoding
                )
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        return data.decode("latin-1"), ["This file is not UTF-8 and was read as Latin-1; save it as UTF-8."]


def _plain(text: str) -> str:
    """Line feeds for all line ends, no byte-order mark; lone surrogates, which no file can hold, become `?`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode()


def _notebook(text: str, where: str) -> tuple[list[Cell], list[str]]:
    """The code cells of a notebook in format 4 or 3, numbered among all its cells."""
    if _commas(text) > MAX_VALUES and _commas(_JSON_STRING.sub("", text)) > MAX_VALUES:
        message = f"this notebook holds more than {MAX_VALUES:,} values"
        raise StudentError(message, hint=_CLEAR_OUTPUTS, where=where)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StudentError("this is not a notebook: it is not JSON", hint=_SAVE_AGAIN, where=where) from error
    if not isinstance(document, dict):
        raise StudentError("this is JSON, but not a notebook", hint=_SAVE_AGAIN, where=where)
    version = document.get("nbformat")
    if version not in (3, 4):
        shown = printable(str(version), 20) if isinstance(version, int | float | str) else "without a number"
        message = f"notebook format {shown} is not read, only 3 and 4 are"
        raise StudentError(message, hint=_SAVE_AGAIN, where=where)
    entries = document.get("cells") if version == 4 else _worksheet_cells(document.get("worksheets"))
    if not isinstance(entries, list):
        raise StudentError("the cells of this notebook are not a list", hint=_SAVE_AGAIN, where=where)
    texts = [_code(entry, "source" if version == 4 else "input") for entry in entries]
    notes = []
    if unreadable := [number for number, code in enumerate(texts, 1) if code is None]:
        others = f" and {len(unreadable) - 1} more" if len(unreadable) > 1 else ""
        notes = [f"Cell {unreadable[0]}{others} cannot be read as code; the rest of the notebook is graded."]
    return [Cell(number, code) for number, code in enumerate(texts, 1) if code], notes


def _commas(text: str) -> int:
    """Separators and openings in a JSON text, which its values grow with; those within strings count too."""
    return text.count(",") + text.count("[") + text.count("{")


def _worksheet_cells(worksheets: Any) -> Any:
    """The cells of a notebook in format 3."""
    if not isinstance(worksheets, list) or not all(isinstance(sheet, dict) for sheet in worksheets):
        return None
    parts = [sheet.get("cells") for sheet in worksheets]
    return [cell for part in parts if isinstance(part, list) for cell in part]


def _code(entry: Any, key: str) -> str | None:
    """The code of a cell, "" for a text cell, None for what is no cell."""
    if not isinstance(entry, dict):
        return None
    source = entry.get(key, "") if entry.get("cell_type") == "code" else ""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None
