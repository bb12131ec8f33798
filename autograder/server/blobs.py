"""Files by the sha256 of what is in them: safe on the disk before anybody is told that they were received.

Covered: file and folder are synchronised before `put` returns; the same content is stored once, whoever hands it in
at the same moment; a full disk, a limit, a lost connection or the death of this process leave no file half there.
Not covered: a disk that loses what it said it had written.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import OperatorError, StudentError
from autograder.grading.submission import MAX_FILE

LEFTOVER_SECONDS = 86_400
"""Age at which an unfinished upload belongs to a process that died."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Blobs:
    """A folder of files, each named after its content.

    Attributes:
        folder: is made when it is not there.
        limit: bytes that one file may have.
    """

    folder: Path
    limit: int = MAX_FILE

    def put(self, chunks: Iterable[bytes]) -> str:
        """Store what comes in pieces; its sha256.

        Raises:
            StudentError: it is larger than the limit, or empty.
            OperatorError: the disk is full or cannot be written; nothing of it was kept.
        """
        with self._on_disk():
            descriptor, name = tempfile.mkstemp(dir=self._make_folder(self.folder / "incoming"))
        path = Path(name)
        try:
            sha256 = self._write(descriptor, chunks)
            place = self._place(sha256)
            with self._on_disk():
                self._make_folder(place.parent)
                # The same content may be there already, perhaps not yet safely: to replace it costs nothing.
                path.replace(place)
                _sync_folder(place.parent)
        finally:
            path.unlink(missing_ok=True)
        return sha256

    def fetch(self, sha256: str, path: Path) -> None:
        """Write a copy of a stored file.

        Raises:
            OperatorError: there is no such file, or the copy cannot be written.
        """
        try:
            shutil.copyfile(self._place(sha256), path)
        except OSError as error:
            hint = "Restore the folder of blobs from its backup; the job will be tried again."
            raise OperatorError(f"the file {sha256[:12]}… cannot be copied: {error}", hint=hint) from error

    def sweep(self) -> None:
        """Remove what processes that died left of unfinished uploads."""
        for path in (self.folder / "incoming").glob("*"):
            if time.time() - path.stat().st_mtime > LEFTOVER_SECONDS:
                path.unlink(missing_ok=True)

    def _write(self, descriptor: int, chunks: Iterable[bytes]) -> str:
        digest, size = hashlib.sha256(), 0
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            for chunk in chunks:
                size += len(chunk)
                if size > self.limit:
                    hint = "Clear the outputs of the notebook, and hand in no data."
                    raise StudentError(f"the file has more than {self.limit // 2**20} MB", hint=hint)
                digest.update(chunk)
                rest = memoryview(chunk)
                with self._on_disk():
                    while rest:
                        rest = rest[file.write(rest) :]
            if not size:
                raise StudentError("the file is empty", hint="Save it, look into it, and hand it in again.")
            with self._on_disk():
                os.fsync(file.fileno())
        return digest.hexdigest()

    def _place(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no sha256")
        return self.folder / sha256[:2] / sha256

    def _make_folder(self, folder: Path) -> Path:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync_folder(folder.parent)
        return folder

    @contextmanager
    def _on_disk(self) -> Iterator[None]:
        """Say what goes wrong with the disk in our own words; a connection that breaks is somebody else's."""
        try:
            yield
        except OSError as error:
            hint = "Nothing of this upload was kept. Make room there; then it can be handed in again."
            message = f"an upload cannot be stored ({error.strerror})"
            raise OperatorError(message, hint=hint, where=str(self.folder)) from error


def _sync_folder(folder: Path) -> None:
    """Have the disk know the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
