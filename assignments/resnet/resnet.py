"""Residual networks: from a data set to a trained classifier.

One convention for the whole assignment: images are batches of shape (N, 3, H, W), labels are int64 of shape (N,),
networks return scores (logits), losses are means over the batch, and an accuracy is a fraction between 0 and 1.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from typing import IO, Any, Protocol

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, Dataset

Batch = tuple[torch.Tensor, torch.Tensor]
"""Images and their labels."""
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""From scores (N, classes) and labels (N,) to the mean loss of a batch."""


class Loader(Iterable[Batch], Sized, Protocol):
    """Anything that yields the batches of an epoch and knows how many: a list, a `DataLoader`, our `Batches`."""


class CIFARDataset(Dataset[tuple[torch.Tensor, int]]):
    """Images and labels in memory, one pair at a time (Scaman, slides: data loading; Wolf, slides: data access).

    `dataset[i]` is the pair (image, label) of index i, in the order given: nothing is shuffled in here.

    - The image is float32 of shape (3, H, W): the bytes divided by 255, so from 0 to 1, and then, if there is a
      transform, what it makes of that.
    - The label is a Python int.
    - An index beyond the end raises IndexError, which is how a `for` loop over the set knows where to stop.

    Args:
        images: (N, 3, H, W), uint8; they stay as they are.
        labels: (N,), any integer dtype.
        transform: from a float32 image to what is returned for it; None changes nothing.
    """

    def __init__(
        self,
        images: torch.Tensor,
        labels: torch.Tensor,
        transform: Callable[[torch.Tensor], torch.Tensor] | None = None,
    ) -> None:
        self.images = images
        self.labels = labels
        self.transform = transform

    def __len__(self) -> int:
        """The number of images."""
        # your code here
        raise NotImplementedError("CIFARDataset is not written yet")

    def __getitem__(self, i: int) -> tuple[torch.Tensor, int]:
        """The pair of index i."""
        # your code here
        raise NotImplementedError("CIFARDataset is not written yet")


def channel_stats(images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and standard deviation of each colour, over all images and pixels (Scaman, slides: transformations).

    Args:
        images: (N, 3, H, W), uint8.

    Returns:
        (mean, std) of the pixels on the scale from 0 to 1, each of shape (3,), float32. The variance under the root
        is a plain mean of squares, divided by N H W.
    """
    # your code here
    raise NotImplementedError("channel_stats is not written yet")


def random_crop(x: torch.Tensor, pad: int, generator: torch.Generator, mode: str = "reflect") -> torch.Tensor:
    """Pad every image on all four sides and cut a window of the old size out of it, another one for each image.

    All (2 pad + 1)² places of the window are equally likely, and independent from image to image. No loop and no
    comprehension.

    Args:
        x: a batch (N, C, H, W) of any dtype, bytes included; it stays as it is.
        pad: pixels on each side, 0 ≤ pad < H, W; 0 changes nothing.
        generator: the only source of random numbers, on any device.
        mode: "reflect" mirrors an image at its outermost pixels, which are not repeated, as `torch.nn.functional.pad`
            does (not of bytes on every device); "constant" adds zeros.

    Returns:
        A batch of the same shape, dtype and device.
    """
    # your code here
    raise NotImplementedError("random_crop is not written yet")


def random_flip(x: torch.Tensor, generator: torch.Generator, p: float = 0.5) -> torch.Tensor:
    """Mirror images left to right, each with probability p and whatever happens to the others. No loop.

    Args:
        x: a batch (N, C, H, W) of any dtype; it stays as it is.
        generator: the only source of random numbers, on any device.
        p: the probability, from 0 (never) to 1 (always).

    Returns:
        A batch of the same shape, dtype and device.
    """
    # your code here
    raise NotImplementedError("random_flip is not written yet")


def make_loaders(
    train_set: Dataset[Any], test_set: Dataset[Any], batch_size: int, generator: torch.Generator
) -> tuple[DataLoader[Any], DataLoader[Any]]:
    """The loaders of the two sets, in batches of `batch_size`; the last batch of each may be smaller.

    Args:
        train_set: shuffled anew in every epoch.
        test_set: always in its own order.
        batch_size: samples of a batch.
        generator: of the order of the training set: the same seed gives the same orders.

    Returns:
        (train_loader, test_loader). Every sample comes once in an epoch.
    """
    # your code here
    raise NotImplementedError("make_loaders is not written yet")


class BasicBlock(nn.Module):
    """Two 3 × 3 convolutions and a way around them: relu(body(x) + shortcut(x)) (He et al., 2016, §3).

    body: conv 3 × 3 (with the stride) → batch norm → ReLU → conv 3 × 3 → batch norm. Convolutions are padded by 1
    and have no bias. The shortcut is x itself where body(x) has the shape of x, and has no parameters then; otherwise
    it is conv 1 × 1 (with the stride, no bias) → batch norm. The last ReLU comes after the sum.

    The layers are PyTorch's `nn.Conv2d` and `nn.BatchNorm2d`, with their default settings and starting weights. How
    you name and order them is up to you.

    Args:
        c_in: channels of x.
        c_out: channels of the result.
        stride: of the first convolution and of the shortcut.
        skip: False leaves the shortcut out, its layers too: relu(body(x)).
        bn: False leaves out every batch norm; convolutions still have no bias.
    """

    def __init__(self, c_in: int, c_out: int, stride: int = 1, skip: bool = True, bn: bool = True) -> None:
        super().__init__()
        # your code here
        raise NotImplementedError("BasicBlock is not written yet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, c_in, H, W) to (N, c_out, ⌈H / stride⌉, ⌈W / stride⌉)."""
        # your code here
        raise NotImplementedError("BasicBlock is not written yet")


class Bottleneck(nn.Module):
    """The block of the deeper networks: narrow in the middle, four times as wide at its end (He et al., 2016, §4.1).

    body: conv 1 × 1 to c_mid → batch norm → ReLU → conv 3 × 3 (with the stride, padded by 1) → batch norm → ReLU →
    conv 1 × 1 to 4 c_mid → batch norm. Shortcut, sum, last ReLU and layers as in `BasicBlock`.

    Args:
        c_in: channels of x.
        c_mid: channels in the middle.
        stride: of the 3 × 3 convolution and of the shortcut.
    """

    def __init__(self, c_in: int, c_mid: int, stride: int = 1) -> None:
        super().__init__()
        # your code here
        raise NotImplementedError("Bottleneck is not written yet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, c_in, H, W) to (N, 4 c_mid, ⌈H / stride⌉, ⌈W / stride⌉)."""
        # your code here
        raise NotImplementedError("Bottleneck is not written yet")


class ResNetCIFAR(nn.Module):
    """A residual network for small images (He et al., 2016, §4.2).

    1. Stem: a convolution from 3 to widths[0] channels (no bias, padded by (stem_kernel − 1) // 2) → batch norm →
       ReLU.
    2. One stage for each width, n blocks in each (see `BasicBlock`). The first block of a stage changes the number
       of channels; it has stride 2, except in the first stage, where every stride is 1.
    3. Head: the mean over all pixels of each channel, and a linear layer (with bias) to the scores of the classes.

    Images may have any size. No two blocks share a parameter. Layers are PyTorch's, as in `BasicBlock`.

    Args:
        n: blocks in a stage; with three stages the network has 6 n + 2 layers.
        widths: channels of each stage.
        classes: number of scores.
        stem_kernel: side of the first convolution's kernel.
        stem_stride: its stride.
        skip: False leaves the shortcuts out.
        bn: False leaves out every batch norm, that of the stem too.
    """

    def __init__(
        self,
        n: int,
        widths: Sequence[int] = (16, 32, 64),
        classes: int = 10,
        stem_kernel: int = 3,
        stem_stride: int = 1,
        skip: bool = True,
        bn: bool = True,
    ) -> None:
        super().__init__()
        # your code here
        raise NotImplementedError("ResNetCIFAR is not written yet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From images (N, 3, H, W) to scores (N, classes)."""
        # your code here
        raise NotImplementedError("ResNetCIFAR is not written yet")


def resnet50_param_count() -> int:
    """The number of parameters of ResNet-50 for images of 1000 classes (Scaman, slides: ResNet50 compared to VGG).

    Stem: conv 7 × 7 from 3 to 64 channels and a batch norm. Four stages of 3, 4, 6 and 3 `Bottleneck`s with c_mid
    of 64, 128, 256 and 512. Head: a linear layer with bias. (Max-pooling has no parameters; running statistics are
    none.)

    Returns:
        An int.
    """

    # your code here
    raise NotImplementedError("resnet50_param_count is not written yet")


def grad_norm_profile(skip: bool, bn: bool, depth: int, seed: int) -> list[float]:
    """How much gradient reaches each block of a new network (Fleuret's question: where does it vanish?).

    A `ResNetCIFAR` of so many layers (three stages of the default widths, 10 classes, 3 × 3 stem), with its starting
    weights and in training mode, sees one batch of 8 images (3, 32, 32) of standard normal numbers with random
    labels; backward from the mean cross-entropy.

    Args:
        skip: whether the network has shortcuts.
        bn: whether it has batch norms.
        depth: its number of layers, 6 n + 2.
        seed: of everything random here: the same seed, the same list. Torch's global generator is left as it was.

    Returns:
        3 n floats, from the input to the output: for each block the L2 norm of the gradient of its *first*
        convolution's weights.

    Raises:
        ValueError: depth is not 6 n + 2 with n ≥ 1.
    """
    # your code here
    raise NotImplementedError("grad_norm_profile is not written yet")


def train_one_epoch(
    model: nn.Module,
    loader: Loader,
    loss_fn: Loss,
    opt: torch.optim.Optimizer,
    device: torch.device | str,
    scheduler: Any = None,
) -> tuple[float, float]:
    """Train on every batch of a loader once (Scaman, slides: training loop; Guigue, slides: learning rates).

    Puts the model into training mode and leaves it there. Each batch is moved to the device and used for one step of
    the optimizer, with the gradient of this batch alone, and then one step of the scheduler, if there is one.

    Args:
        model: the network, already on the device.
        loader: yields batches (x, y); their sizes may differ.
        loss_fn: from scores and labels to the batch's mean loss.
        opt: the optimizer of the model's parameters. Gradients that an earlier backward pass left must not count.
        device: where the model is.
        scheduler: a learning-rate scheduler of PyTorch's (anything with `step()`), or None.

    Returns:
        (mean loss, accuracy), two Python floats, over all *samples* of the epoch, from the scores that the steps were
        made with: those in training mode, before the step.
    """
    # your code here
    raise NotImplementedError("train_one_epoch is not written yet")


def evaluate(
    model: nn.Module, loader: Loader, loss_fn: Loss, device: torch.device | str
) -> tuple[float, float]:
    """Mean loss and accuracy of a model, which is not changed by it (Scaman, slides: test function).

    The model is in eval mode and autograd switched off while it looks at the batches. Afterwards every submodule is
    in the mode it was in before, even if they were not all in the same.

    Args:
        model: the network, already on the device.
        loader: yields batches (x, y); their sizes may differ.
        loss_fn: from scores and labels to the batch's mean loss.
        device: where the model is; batches are moved there.

    Returns:
        (mean loss, accuracy), two Python floats, over all *samples*.
    """
    # your code here
    raise NotImplementedError("evaluate is not written yet")


def fit(
    model: nn.Module,
    train_loader: Loader,
    test_loader: Loader,
    epochs: int,
    lr: float,
    device: torch.device | str,
) -> dict[str, list[float]]:
    """Train a network by the recipe of this course and say how it went.

    Each epoch trains on all batches of `train_loader`, then tests on `test_loader` once.

    - Loss: cross-entropy, in training with label smoothing 0.1, in testing plain.
    - Optimizer: `torch.optim.SGD` with Nesterov momentum 0.9 and weight decay 5e-4 on all parameters.
    - Learning rate: a triangle over all T = epochs · len(train_loader) steps. With a warm-up of W = ⌈T / 4⌉ steps,
      step k = 0 … T − 1 uses lr · min((k + 1) / W, (T − k) / (T − W + 1)): the peak is lr, in step W − 1.
    - Speed, where you like: the model in `torch.channels_last`, and on a GPU autocast to bfloat16 and a fused
      optimizer. (A context of autocast keeps the weights that it has cast until it ends: open one for each batch, or
      switch its cache off.) On a CPU nothing is cast.

    Args:
        model: the network; it is moved to the device and trained in place.
        train_loader: any iterable of batches (x, y) with a length, iterated once an epoch.
        test_loader: the same, to test on. Nothing is learnt from it.
        epochs: how many, at least 1.
        lr: the peak of the learning rate.
        device: "cpu", "cuda", or a `torch.device`.

    Returns:
        A history, five lists of floats with one number for each epoch: "train_loss" and "train_acc" (as
        `train_one_epoch` gives them, so the loss is the smoothed one), "test_loss" and "test_acc" (as `evaluate`
        does), and "lr", the learning rate of the epoch's first step.
    """
    # your code here
    raise NotImplementedError("fit is not written yet")


def save_checkpoint(
    path: str | IO[bytes], model: nn.Module, optimizer: torch.optim.Optimizer, scheduler: Any, epoch: int
) -> None:
    """Write down all that is needed to go on later (Guigue, slides: check-pointing).

    A dict, written by `torch.save`: "model", "optimizer" and "scheduler" with the `state_dict()` of each, and
    "epoch". It holds nothing but tensors and plain values, so that `torch.load(path, weights_only=True)` reads it.

    Args:
        path: a file name, or a binary file opened for writing.
        model: buffers (running statistics) belong to its state, too.
        optimizer: of the model.
        scheduler: of the optimizer, or None; then None is stored.
        epoch: how many epochs are done.
    """
    # your code here
    raise NotImplementedError("save_checkpoint is not written yet")


def load_checkpoint(
    path: str | IO[bytes],
    model: nn.Module,
    optimizer: torch.optim.Optimizer | None = None,
    scheduler: Any = None,
) -> int:
    """Put a model, and if you like its optimizer and scheduler, into the state that was written down.

    Args:
        path: a file name, or a binary file opened for reading, with what `save_checkpoint` writes. It may come from a
            machine with a GPU, and from somebody you do not know: read it with `weights_only=True`.
        model: gets the state; every entry must fit.
        optimizer: gets its state unless it is None.
        scheduler: gets its state unless it is None.

    Returns:
        How many epochs were done.
    """
    # your code here
    raise NotImplementedError("load_checkpoint is not written yet")


def overfit_one_batch(model: nn.Module, batch: Batch, steps: int = 200) -> float:
    """Train on one and the same batch: what has no bug learns it by heart (Fleuret, slides: protocol).

    Cross-entropy; which optimizer is up to you. After 200 steps a loss below 0.05 is easily reached for a batch of a
    few dozen images.

    Args:
        model: trained in place, on the device where it is, and left in training mode.
        batch: images and labels, on the same device.
        steps: of the optimizer, at least 1.

    Returns:
        The mean cross-entropy of the batch in training mode *after* the last step, a Python float.
    """
    # your code here
    raise NotImplementedError("overfit_one_batch is not written yet")
