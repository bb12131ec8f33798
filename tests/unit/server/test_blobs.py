"""What was received is whole and on the disk; what was not leaves nothing."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import OperatorError, StudentError
from autograder.server import blobs as module
from autograder.server.blobs import Blobs


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@given(chunks=st.lists(st.binary(), min_size=1).filter(any))
def test_content_is_found_by_its_hash_however_it_came(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("blobs")
    sha256 = Blobs(folder).put(chunks)
    assert sha256 == hashlib.sha256(b"".join(chunks)).hexdigest()
    Blobs(folder).fetch(sha256, folder / "copy")
    assert (folder / "copy").read_bytes() == b"".join(chunks)


def test_the_same_content_is_stored_once_also_when_it_comes_twice_at_a_time(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    threads = [threading.Thread(target=blobs.put, args=([b"same"] * 100,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files(tmp_path)) == 1


def test_a_file_over_the_limit_and_an_empty_one_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(1000)

    with pytest.raises(StudentError, match="more than"):
        Blobs(tmp_path, limit=5000).put(endless())
    with pytest.raises(StudentError, match="empty"):
        Blobs(tmp_path).put([])
    assert files(tmp_path) == []


def test_a_connection_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        Blobs(tmp_path).put(broken())
    assert files(tmp_path) == []


def test_file_and_folder_are_on_the_disk_before_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(
        os, "fsync", lambda f: (done.append(str(Path(f"/proc/self/fd/{f}").readlink())), fsync(f))[1]
    )
    monkeypatch.setattr(Path, "replace", lambda a, b: (done.append("replace"), replace(a, b))[1])
    sha256 = Blobs(tmp_path).put([b"x"])
    at = done.index("replace")
    assert any("/incoming/" in name for name in done[:at])
    assert done[at + 1 :] == [str(tmp_path / sha256[:2])]
    assert str(tmp_path) in done  # where the new folder has its name


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_and_is_the_operators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OperatorError, match="No space left") as caught:
        Blobs(tmp_path).put([b"x"])
    assert "Make room" in caught.value.hint
    assert files(tmp_path) == []


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a small disk")
    try:
        blobs = Blobs(tmp_path)
        kept = blobs.put([b"small"])
        with pytest.raises(OperatorError, match="No space left"):
            blobs.put(bytes(4096) for _ in range(100))
        assert [path.name for path in files(tmp_path)] == [kept]
        blobs.put([b"there is room again"])
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_leftovers_of_a_dead_process_are_swept_and_uploads_under_way_are_not(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    kept = blobs.put([b"x"])
    old, new = tmp_path / "incoming" / "old", tmp_path / "incoming" / "new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    blobs.sweep()
    assert sorted(path.name for path in files(tmp_path)) == sorted([kept, "new"])
    assert module.LEFTOVER_SECONDS >= 3600


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64])
def test_what_is_no_hash_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no sha256"):
        Blobs(tmp_path).fetch(name, tmp_path / "copy")


def test_a_missing_file_is_the_operators(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="cannot be copied"):
        Blobs(tmp_path).fetch("0" * 64, tmp_path / "copy")
