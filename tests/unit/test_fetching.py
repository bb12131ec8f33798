"""Data sets come whole or not at all, once, and say what to do when they cannot come."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from shared import fetching, sources
from shared.fetching import Array, DataMissingError, DataSet

ROOT = Path(__file__).parents[2]
RIGHT = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
ADVICE = "ask your teacher"


def named(*given):
    """A data set of one array, with the sources of a test."""
    array = Array(RIGHT.shape, hashlib.sha256(RIGHT.tobytes()).hexdigest())
    return DataSet("Numbers", {"numbers": array}, dict(given), ADVICE)


class Giver:
    """A source that gives what it has, or raises it, and counts."""

    def __init__(self, gift):
        self.gift = gift
        self.calls = 0

    def __call__(self, aside, stage):
        self.calls += 1
        stage("Giving", 1)()
        (aside / "left over").touch()
        if isinstance(self.gift, Exception):
            raise self.gift
        return self.gift


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """The folder in which the data set is kept."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "kept"))
    return tmp_path / "kept" / "Numbers"


def files(folder):
    return [path for path in folder.iterdir() if path.name != ".lock"]


def test_what_was_fetched_once_is_not_fetched_again(kept):
    source = Giver({"numbers": RIGHT})
    for _ in range(2):
        (numbers,) = fetching.read(named(("shop", source)), ["numbers"])
        assert np.array_equal(numbers, RIGHT)
    assert source.calls == 1
    assert [file.suffix for file in files(kept)] == [".npy"]


def test_what_is_kept_is_mapped_and_writing_does_not_change_it(kept):
    data_set = named(("shop", Giver({"numbers": RIGHT})))
    (numbers,) = fetching.read(data_set, ["numbers"])
    assert isinstance(numbers, np.memmap)
    numbers[:] = 0
    assert np.array_equal(fetching.read(data_set, ["numbers"])[0], RIGHT)


@pytest.mark.parametrize("tear", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b"", lambda b: b"torn"])
def test_a_torn_file_is_fetched_anew(kept, tear):
    source = Giver({"numbers": RIGHT})
    fetching.read(named(("shop", source)), ["numbers"])
    (file,) = files(kept)
    file.write_bytes(tear(file.read_bytes()))
    assert np.array_equal(fetching.read(named(("shop", source)), ["numbers"])[0], RIGHT)
    assert source.calls == 2


@pytest.mark.parametrize(
    "wrong",
    [{"numbers": RIGHT + 1}, {"numbers": RIGHT.reshape(6, 4)}, {"numbers": RIGHT.astype(np.int64)}, {}],
    ids=["values", "shape", "type", "missing"],
)
def test_something_else_is_refused_and_leaves_nothing(kept, wrong):
    with pytest.raises(DataMissingError, match="shop: what came is not Numbers"):
        fetching.read(named(("shop", Giver(wrong))), ["numbers"])
    assert files(kept) == []


def test_sources_are_asked_in_order_until_one_is_right(kept, capfd):
    closed, wrong, right, never = (
        Giver(OSError("closed\non Sundays")),
        Giver({}),
        Giver({"numbers": np.asfortranarray(RIGHT)}),
        Giver({}),
    )
    fetching.read(named(("a", closed), ("b", wrong), ("c", right), ("d", never)), ["numbers"])
    assert [source.calls for source in (closed, wrong, right, never)] == [1, 1, 1, 0]
    said = capfd.readouterr().err
    assert "No Numbers from a: closed\n" in said
    assert "No Numbers from b: what came is not Numbers" in said


def test_without_any_source_the_message_says_what_was_tried_and_what_to_do(kept):
    with pytest.raises(DataMissingError) as offline:
        fetching.read(named(("a", Giver(OSError("closed"))), ("b", Giver(TimeoutError()))), ["numbers"])
    assert str(offline.value) == (
        "Numbers is not on this machine and could not be fetched. Go online once, or ask your teacher. "
        "Tried a: closed; b: TimeoutError."
    )
    assert offline.value.__context__ is None  # no trace of what a source raised


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "file"))
    with pytest.raises(DataMissingError, match="Set COURSE_DATA to a folder that you may write to"):
        fetching.read(named(("shop", Giver({"numbers": RIGHT}))), ["numbers"])


def test_a_kept_set_is_read_from_a_folder_that_may_not_be_written(kept):
    data_set = named(("shop", Giver({"numbers": RIGHT})))
    fetching.read(data_set, ["numbers"])
    (kept / ".lock").unlink(missing_ok=True)
    kept.chmod(0o500)
    try:
        assert np.array_equal(fetching.read(data_set, ["numbers"])[0], RIGHT)
    finally:
        kept.chmod(0o700)
    assert not (kept / ".lock").exists()


def test_what_a_killed_process_left_is_removed(kept):
    (kept / ".fetching-left").mkdir(parents=True)
    fetching.read(named(("shop", Giver({"numbers": RIGHT}))), ["numbers"])
    assert not (kept / ".fetching-left").exists()


SLOW_SHOP = """
import hashlib, sys, time
from pathlib import Path
import numpy as np
from shared.fetching import Array, DataSet, read

def source(aside, stage):
    with Path(sys.argv[1]).open("a") as calls:
        calls.write("called\\n")
    time.sleep(1.5)
    return {"numbers": right}

right = np.arange(24, dtype=np.uint8)
array = Array(right.shape, hashlib.sha256(right.tobytes()).hexdigest())
print(read(DataSet("Numbers", {"numbers": array}, {"shop": source}, ""), ["numbers"])[0].sum())
"""


def test_of_two_processes_that_come_first_one_fetches_and_one_waits(tmp_path):
    calls = tmp_path / "calls"
    environment = {**os.environ, "COURSE_DATA": str(tmp_path / "kept"), "PYTHONPATH": str(ROOT)}
    first, second = (
        subprocess.Popen(
            [sys.executable, "-c", SLOW_SHOP, str(calls)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    )
    ends = [process.communicate(timeout=60) for process in (first, second)]
    assert [out for out, _ in ends] == ["276\n", "276\n"], ends
    assert calls.read_text() == "called\n"


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        ("raise ModuleNotFoundError('no torchvision')", "it is not installed"),
        ("raise RuntimeError('operator torchvision::nms does not exist')", "it does not fit torch .operator"),
    ],
)
def test_a_torchvision_that_cannot_be_imported_is_told_in_a_sentence(tmp_path, monkeypatch, breaks, says):
    (tmp_path / "torchvision").mkdir()
    (tmp_path / "torchvision" / "__init__.py").write_text(breaks)
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ImportError, match=says), sources.torchvision_datasets():
        pass


def test_npm_is_asked_without_scripts_and_its_error_is_one_line(tmp_path, monkeypatch):
    program = tmp_path / "npm"
    program.write_text(
        "#!/bin/sh\necho $@ > asked\nprintf 'npm warn x\\nnpm error code E404\\nlog\\n' >&2\nexit 1\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(OSError, match=r"^npm error code E404$"):
        sources.npm("a-package@1", tmp_path)
    assert (tmp_path / "asked").read_text().startswith("pack a-package@1 --ignore-scripts")


def test_contents_are_found_in_folders_one_below_and_in_archives(tmp_path):
    (tmp_path / "folder" / "below").mkdir(parents=True)
    (tmp_path / "folder" / "a").write_bytes(b"1")
    (tmp_path / "folder" / "below" / "b").write_bytes(b"2")
    (tmp_path / "folder" / "other").write_bytes(b"3")
    wanted = {"a": b"1", "b": b"2"}
    assert dict(sources.contents(tmp_path / "folder", wanted)) == wanted
    subprocess.run(["tar", "czf", "set.tgz", "folder"], cwd=tmp_path, check=True)
    assert dict(sources.contents(tmp_path / "set.tgz", wanted)) == wanted
    (tmp_path / "downloads").mkdir()
    (tmp_path / "set.tgz").rename(tmp_path / "downloads" / "set.tgz")
    assert dict(sources.contents(tmp_path / "downloads", wanted)) == {}
    assert dict(sources.contents(tmp_path / "downloads", wanted, archives="*.tgz")) == wanted
