"""Where payloads meet a grader: a course with secrets in it, a warm Grader on one rung, and what must hold after.

A token (the canary) is in the reference, in files that may and that may not be read by others, in the grader's
environment and in its memory. Another is the input of a hidden check, which a submission sees and no report may
repeat.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import census
import pytest
from payloads import Payload

from autograder.errors import OperatorError
from autograder.grading.pipeline import Grader
from autograder.grading.inside.namespaces import NOBODY
from autograder.grading.rungs import Rung, environment
from autograder.render import render_report
from autograder.results import Report, Verdict, report_to_json

COURSE = Path(__file__).parent / "course"
SLUG = "target"
CANARY = "canary-of-the-grader-"
HIDDEN = "input-of-a-hidden-check-"
SECONDS_OF_A_CHECK = 30.0
"""More CPU time than any check of the course is given on all of its seeds together."""
PR_SET_CHILD_SUBREAPER = 36
CLEAN = """
import os
from pathlib import Path

import torch

NUMBER = {number!r}


def attack():
    files = [str(path) for folder in {folders!r} for path in Path(folder).iterdir()]
    processes = [path for path in Path("/proc").iterdir() if path.name.isdecimal()] if {folders!r} else []
    return files + [f"{{len(processes)}} processes"] * (len(processes) > 3)


def double(x):
    return x * 2


def riddle(x):
    return torch.sin(x.double() * NUMBER)
"""
"""Solves everything, and its attack finds what others left."""


@dataclass(frozen=True)
class Ground:
    """A course with secrets in it, and what there is to reach from outside."""

    folder: Path
    course: Path
    tokens: tuple[str, str]
    number: float
    targets: Mapping[str, Any]


@contextmanager
def ground() -> Iterator[Ground]:
    """Lay out the course and the bait, and put the canary into this process's environment."""
    canary, hidden = CANARY + secrets.token_hex(16), HIDDEN + secrets.token_hex(16)
    number = 1e6 * (1 + secrets.randbelow(2**40) / 2**40)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hostile-")))
        folder.chmod(0o755)  # the weakest rungs run as another user, who may read this
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        temporary = folder / "tmp"
        temporary.mkdir()
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setenv("HOSTILE_CANARY", canary)
        course = folder / "course"
        shutil.copytree(COURSE, course)
        solution = course / "solutions" / SLUG
        _put(solution / "target.py", '"put in by the test"', repr(canary))
        _put(solution / "target.py", "NUMBER = 0.0", f"NUMBER = {number!r}")
        _put(solution / "hidden.py", '"put in by the test"', repr(hidden))
        files = [folder / "note", folder / "private", solution / "target.py", solution / "hidden.py"]
        for file, mode in zip(files, (0o644, 0o600, 0o644, 0o600), strict=True):
            if not file.exists():
                file.write_text(canary)
            file.chmod(mode)
        (folder / "scratch").mkdir()
        (folder / "scratch").chmod(0o777)
        writable = folder / "writable"
        writable.write_text("")
        writable.chmod(0o666)
        if os.geteuid() == 0:
            os.chown(writable, NOBODY, NOBODY)  # a submission's user, as the grader is where it is not root
        name = f"\0hostile-{secrets.token_hex(8)}"
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        abstract.bind(name)
        abstract.listen(100)
        named = stack.enter_context(socket.socket(socket.AF_UNIX))
        named.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o777)
        named.listen(100)
        port = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=100))
        targets = {
            "folder": str(folder),
            "files": list(map(str, files)),
            "writable": str(writable),
            "sockets": [name, str(folder / "socket")],
            "port": list(port.getsockname()),
            "pid": os.getpid(),
            "repository": str(census.REPOSITORY),
            "variables": [*environment("", "", "", ""), "PWD", "LC_CTYPE"],
            "only_bait": False,
        }
        yield Ground(folder, course, (canary, hidden), number, targets)


def _put(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


@dataclass
class Arena:
    """A Grader on one rung, and the ground it stands on."""

    ground: Ground
    rung: Rung
    grader: Grader
    before: dict[str, object] = field(default_factory=dict)

    def grade(self, path: Path) -> Report:
        """Grade, and hold the report against the secrets."""
        report = self.grader.grade(SLUG, path)
        assert_tells_nothing(told(report), self.ground.tokens)
        return report

    def hand_in(self, payload: Payload) -> Report:
        """Grade a payload in a folder of its own."""
        with tempfile.TemporaryDirectory(dir=self.ground.folder) as folder:
            return self.grade(payload.hand_in(Path(folder), self.ground.targets))

    def hand_in_clean(self) -> Report:
        """Grade a submission that solves everything and looks about."""
        folders = ("/tmp", "/dev/shm") if self.rung.short.startswith("bubblewrap") else ()
        source = CLEAN.format(number=self.ground.number, folders=folders)
        path = self.ground.folder / "target.py"
        path.write_text(source)
        try:
            return self.grade(path)
        finally:
            path.unlink()

    def assert_sound(self) -> None:
        """A clean submission gets full marks, and nothing is here that was not here before the first attack."""
        report = self.hand_in_clean()
        assert report.score == report.possible == 5, render_report(report)
        deadline = time.monotonic() + 20  # spares are started and cleared away beside the grading
        while (now := self._census()) != self.before and time.monotonic() < deadline:
            time.sleep(0.02)
        for kind, was in self.before.items():
            assert now[kind] == was, f"{kind} before and after: {differing(was, now[kind])}"
        assert census.owned(self.ground.folder, self.ground.folder / "tmp") == []

    def remember(self) -> None:
        """Take the first census."""
        deadline = time.monotonic() + 20
        self.before = self._census()
        while time.monotonic() < deadline:
            time.sleep(0.3)
            last, self.before = self.before, self._census()
            if last == self.before:
                return

    def _census(self) -> dict[str, object]:
        state = str(self.ground.course / ".autograder")
        files = census.tree(self.ground.folder)
        return {
            "processes": census.processes(os.getpid()),
            "mounts": census.mounts(),
            "cgroups": census.cgroups(),
            "descriptors": census.descriptors(),
            "files": {path: status for path, status in files.items() if not path.startswith(state)},
        }


@contextmanager
def open_arena(rung: Rung) -> Iterator[Arena]:
    """An arena on one rung; the test is skipped where the rung does not work.

    Orphans of this process become its children meanwhile, so that the census finds them.
    """
    with ground() as prepared, pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.grading.sandbox.LOAD_SECONDS", 1.0)
        try:
            grader = Grader(prepared.course, ladder=[rung])
        except OperatorError as error:
            pytest.skip(f"no {rung.short} here: {error.hint or error.message}")
        with grader, _reaping():
            arena = Arena(prepared, rung, grader)
            arena.hand_in_clean()
            arena.remember()
            yield arena


@contextmanager
def _reaping() -> Iterator[None]:
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def differing(before: Any, after: Any) -> str:
    """Where two parts of a census differ."""
    if not isinstance(before, Mapping):
        return f"{before!r} and {after!r}"
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return ", ".join(f"{key}: {before.get(key)} and {after.get(key)}" for key in keys)


def told(report: Report) -> str:
    """Everything that a report says to anybody; it is JSON as the standard has it."""
    return json.dumps(report_to_json(report), allow_nan=False) + render_report(report)


def assert_tells_nothing(text: str, tokens: tuple[str, ...]) -> None:
    """None of the tokens stands in a text, in whatever writing."""
    found = [name for token in tokens for name, form in forms(token).items() if form in _squeezed(text)]
    assert not found, f"a secret is told ({', '.join(found)}): {text}"


def _squeezed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum() or character == "%")


def forms(token: str) -> dict[str, str]:
    """The random part of a token in several writings, each as `_squeezed` leaves it."""
    random = token.rpartition("-")[2]
    found = {
        "plain": random,
        "reversed": random[::-1],
        "hex": random.encode().hex(),
        "percent": "".join(f"%{ord(c):x}" for c in random),
        "code points": "".join(str(ord(c)) for c in random),
    }
    for shift in range(3):
        text = base64.b64encode(b"-" * shift + random.encode()).decode()
        found[f"base64 {shift}"] = text[4 if shift else 0 : -4]
    return {name: _squeezed(form) for name, form in found.items()}


@contextmanager
def printed() -> Iterator[Callable[[], str]]:
    """Hold what this process prints, by whatever means; the value reads it."""
    standard = (1, 2)
    with tempfile.TemporaryFile() as file:
        kept = [os.dup(descriptor) for descriptor in standard]

        def read() -> str:
            file.seek(0)
            return file.read().decode(errors="replace")

        try:
            for descriptor in standard:
                os.dup2(file.fileno(), descriptor)
            yield read
        finally:
            for descriptor, old in zip(standard, kept, strict=True):
                os.dup2(old, descriptor)
                os.close(old)


def verdicts(report: Report) -> dict[str, str]:
    """Exercise -> verdict, or verdicts with a stroke between them where its checks differ."""
    found: dict[str, dict[str, None]] = {}
    for outcome in report.outcomes:
        found.setdefault(outcome.exercise, {})[outcome.verdict.value] = None
    return {exercise: "/".join(values) for exercise, values in found.items()}


def assert_held(arena: Arena, payload: Payload) -> None:
    """A payload ends as its first line says, and everything is afterwards as it was before."""
    with printed() as read:
        report = arena.hand_in(payload)
        assert_tells_nothing(read(), arena.ground.tokens)
    if payload.unless and payload.unless in report.isolation:
        pytest.skip(f"this machine grades in {report.isolation}")
    assert verdicts(report) == payload.expected, render_report(report)
    assert payload.because in " ".join(render_report(report).split())
    assert all(o.points == 0 for o in report.outcomes if o.exercise == "riddle"), "the riddle was solved"
    assert all(o.verdict is not Verdict.INTERNAL for o in report.outcomes)
    assert all(0 <= o.seconds <= SECONDS_OF_A_CHECK for o in report.outcomes), "a time nobody can have taken"
    arena.assert_sound()
