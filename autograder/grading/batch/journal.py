"""The journal of a batch: one line of JSON for each thing that happened, so that a batch can be taken up again.

Covered: a line is in the kernel's hands before the next submission is taken, so the death of this process loses
only what was being graded; a half-written last line is dropped; two batches cannot write the same folder.
Not covered: a power failure may lose the last second, which is then graded again.

A start without an end tells that the grader died with that submission in hand: a batch that is stopped in any
orderly way writes an end to every start.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from autograder.errors import OperatorError
from autograder.results import Report, Verdict, report_to_json

SYNC_SECONDS = 1.0
"""How often the disk is waited for: it takes 0.3 ms on a solid-state disk and 30 ms on others, flushing 0.02 ms."""


@dataclass(frozen=True)
class Finished:
    """What is kept in memory of a submission that was graded: enough to count it and to find its report.

    Attributes:
        file: the hand-in.
        sha256: of the file; "" if there was none to be read.
        release: what it was graded against.
        isolation: what the report says.
        score: points earned.
        possible: points there were.
        internal: how many of its checks ended by our fault.
        seconds: how long grading took, by the clock on the wall.
        offset: where its line starts.
    """

    file: str
    sha256: str
    release: str
    isolation: str
    score: float
    possible: float
    internal: int
    seconds: float
    offset: int

    @classmethod
    def of(cls, line: dict[str, Any], offset: int) -> Self:
        """From a line of the journal."""
        report = line["report"]
        return cls(
            file=line["file"],
            sha256=report["submission"],
            release=report["release"],
            isolation=report["isolation"],
            score=report["score"],
            possible=report["possible"],
            internal=sum(o["verdict"] == Verdict.INTERNAL for o in report["outcomes"]),
            seconds=line["seconds"],
            offset=offset,
        )


class Journal:
    """The journal in a folder, read and then written to. A context manager; safe to use from several threads.

    Args:
        folder: is made when it is not there; holds `journal.jsonl` and `errors.log`.

    Attributes:
        finished: by file, what was graded and not forgotten since.

    Raises:
        OperatorError: the folder cannot be written, or another batch is writing it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "journal.jsonl"
        self._errors = folder / "errors.log"
        self._lock = threading.RLock()
        self._running: set[str] = set()
        self._starts: dict[str, list[tuple[str, str]]] = {}
        self._synced = time.monotonic()
        self.finished: dict[str, Finished] = {}
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = self._path.open("ab", buffering=0)
        except OSError as error:
            raise _unwritable(self._path, error) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            hint = "Wait for it, or give this one another folder with --out."
            raise OperatorError("another batch is writing here", hint=hint, where=str(folder)) from error
        self._size = self._read()
        self._file.truncate(self._size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Write an end to every start, and nothing afterwards, whatever a thread still brings."""
        with self._lock:
            if self._file.closed:
                return
            try:
                for file in sorted(self._running):
                    self._append({"event": "stopped", "file": file})
                os.fsync(self._file.fileno())
            finally:
                self._file.close()

    def forgive(self) -> None:
        """Forget how the grader died, and everything that ended by our fault, for good."""
        self._append({"event": "again"})

    def forget(self, file: str) -> None:
        """Drop what is known of a file's grading: the file or the release is another now."""
        self.finished.pop(file, None)

    def died(self, file: str) -> bool:
        """Whether the grader died with this file in hand, and has not finished it since."""
        return bool(self._starts.get(file))

    def deaths(self, file: str, sha256: str, release: str) -> int:
        """How often the grader died while it graded exactly this."""
        return self._starts.get(file, []).count((sha256, release))

    def start(self, file: str, sha256: str, release: str) -> None:
        """Grading begins."""
        with self._lock:
            self._running.add(file)
            self._append({"event": "started", "file": file, "sha256": sha256, "release": release})

    def finish(self, file: str, report: Report, seconds: float) -> Finished:
        """Grading ended, with a report.

        Raises:
            ValueError: the report is not JSON.
        """
        line = {"event": "finished", "file": file, "seconds": round(seconds, 3)}
        line["report"] = report_to_json(report)
        with self._lock:
            offset = self._append(line)
            self._running.discard(file)
        return Finished.of(line, offset)

    def fault(self, file: str, error: BaseException) -> None:
        """Keep the trace of an error of ours."""
        text = "".join(traceback.format_exception(error))
        entry = f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {file!r}\n{text}\n"
        try:
            with self._lock, self._errors.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError as trouble:
            raise _unwritable(self._errors, trouble) from error

    def reports(self, files: Iterable[str]) -> Iterator[tuple[Finished, dict[str, Any]]]:
        """The reports of those files that have one, as JSON values, one in memory at a time."""
        with self._path.open("rb") as lines:
            for file in files:
                if finished := self.finished.get(file):
                    lines.seek(finished.offset)
                    yield finished, json.loads(lines.readline())["report"]

    def _read(self) -> int:
        """Take up what happened before; the size of what could be read."""
        offset = 0
        with self._path.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                # A line that a power failure spoiled is passed over: its submission is graded again.
                with suppress(ValueError, KeyError, TypeError):
                    self._take(json.loads(line), offset)
                offset += len(line)
        return offset

    def _append(self, line: dict[str, Any]) -> int:
        """Write a line and take it up; where it starts. Once closed, nothing of the kind."""
        data = json.dumps(line, allow_nan=False).encode() + b"\n"
        with self._lock:
            if self._file.closed:
                return self._size
            start = self._size
            try:
                self._write(data)
            except OSError as error:
                with suppress(OSError):
                    self._file.truncate(start)
                raise _unwritable(self._path, error) from error
            self._size += len(data)
            self._take(line, start)
        return start

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        if time.monotonic() - self._synced > SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def _take(self, line: dict[str, Any], offset: int) -> None:
        """What a line says, whether it was read or is being written."""
        event, file = line["event"], line.get("file", "")
        if event == "started":
            self._starts.setdefault(file, []).append((line["sha256"], line["release"]))
        elif event == "stopped":
            self._starts[file].pop()
        elif event == "finished":
            self.finished[file] = Finished.of(line, offset)
            self._starts.pop(file, None)
        elif event == "again":
            self._starts.clear()
            self.finished = {name: one for name, one in self.finished.items() if not one.internal}


def _unwritable(path: Path, error: OSError) -> OperatorError:
    hint = "Make room or give another folder with --out; the batch can be taken up where it ended."
    return OperatorError(f"the journal cannot be written ({error.strerror})", hint=hint, where=str(path))
