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
        # BEGIN SOLUTION
        return len(self.images)
        # END SOLUTION

    def __getitem__(self, i: int) -> tuple[torch.Tensor, int]:
        """The pair of index i."""
        # BEGIN SOLUTION
        image = self.images[i].float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])
        # END SOLUTION


def channel_stats(images: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and standard deviation of each colour, over all images and pixels (Scaman, slides: transformations).

    Args:
        images: (N, 3, H, W), uint8.

    Returns:
        (mean, std) of the pixels on the scale from 0 to 1, each of shape (3,), float32. The variance under the root
        is a plain mean of squares, divided by N H W.
    """
    # BEGIN SOLUTION
    pairs = [torch.std_mean(images[:, c] / 255, correction=0) for c in range(images.shape[1])]
    stds, means = zip(*pairs, strict=True)
    return torch.stack(means), torch.stack(stds)
    # END SOLUTION


# BEGIN SOLUTION
def _mirrored(x: torch.Tensor, pad: int, axis: int) -> torch.Tensor:
    """The tensor with its `pad` neighbours of either end put in front and behind, as in a mirror."""
    size = x.shape[axis]
    before, behind = x.narrow(axis, 1, pad), x.narrow(axis, size - 1 - pad, pad)
    return torch.cat([before.flip(axis), x, behind.flip(axis)], dim=axis)


# END SOLUTION


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
    # BEGIN SOLUTION
    n, _, height, width = x.shape
    reflect = mode == "reflect"
    padded = _mirrored(_mirrored(x, pad, 2), pad, 3) if reflect else F.pad(x, (pad, pad, pad, pad))
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)  # views: (N, C, 2 pad + 1, 2 pad + 1, H, W)
    places = torch.randint(2 * pad + 1, (2, n), generator=generator, device=generator.device)
    top, left = places.to(x.device)
    return windows[torch.arange(n, device=x.device), :, top, left]
    # END SOLUTION


def random_flip(x: torch.Tensor, generator: torch.Generator, p: float = 0.5) -> torch.Tensor:
    """Mirror images left to right, each with probability p and whatever happens to the others. No loop.

    Args:
        x: a batch (N, C, H, W) of any dtype; it stays as it is.
        generator: the only source of random numbers, on any device.
        p: the probability, from 0 (never) to 1 (always).

    Returns:
        A batch of the same shape, dtype and device.
    """
    # BEGIN SOLUTION
    chosen = torch.rand(len(x), generator=generator, device=generator.device) < p
    return torch.where(chosen.to(x.device).view(-1, 1, 1, 1), x.flip(3), x)
    # END SOLUTION


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
    # BEGIN SOLUTION
    train_loader = DataLoader(train_set, batch_size, shuffle=True, generator=generator)
    return train_loader, DataLoader(test_set, batch_size, shuffle=False)
    # END SOLUTION


# BEGIN SOLUTION
def _convolution(c_in: int, c_out: int, kernel: int, stride: int = 1, bn: bool = True) -> list[nn.Module]:
    """A convolution that keeps height and width at stride 1 and has no bias, and the batch norm behind it."""
    conv = nn.Conv2d(c_in, c_out, kernel, stride, padding=(kernel - 1) // 2, bias=False)
    return [conv, nn.BatchNorm2d(c_out)] if bn else [conv]


class _Residual(nn.Module):
    """relu(body(x) + shortcut(x)); without a shortcut, relu(body(x))."""

    def __init__(self, body: nn.Sequential, shortcut: nn.Module | None) -> None:
        super().__init__()
        self.body = body
        self.shortcut = shortcut

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.body(x)
        return F.relu(y if self.shortcut is None else y + self.shortcut(x))


def _shortcut(c_in: int, c_out: int, stride: int, bn: bool = True) -> nn.Module:
    """The way around a block: nothing where the shape is kept, and otherwise a 1 × 1 convolution."""
    if stride == 1 and c_in == c_out:
        return nn.Identity()
    return nn.Sequential(*_convolution(c_in, c_out, 1, stride, bn))


def _basic(c_in: int, c_out: int, stride: int, skip: bool, bn: bool) -> _Residual:
    """Two convolutions of 3 × 3 and the way around them."""
    first = _convolution(c_in, c_out, 3, stride, bn)
    second = _convolution(c_out, c_out, 3, 1, bn)
    body = nn.Sequential(*first, nn.ReLU(), *second)
    return _Residual(body, _shortcut(c_in, c_out, stride, bn) if skip else None)


def _stages(n: int, widths: Sequence[int], skip: bool, bn: bool) -> list[_Residual]:
    """All blocks of a network: n for each width; every stage but the first starts with stride 2."""
    blocks, c_in = [], widths[0]
    for stage, width in enumerate(widths):
        for k in range(n):
            blocks.append(_basic(c_in, width, 2 if stage > 0 and k == 0 else 1, skip, bn))
            c_in = width
    return blocks


# END SOLUTION


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
        # BEGIN SOLUTION
        self.residual = _basic(c_in, c_out, stride, skip, bn)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, c_in, H, W) to (N, c_out, ⌈H / stride⌉, ⌈W / stride⌉)."""
        # BEGIN SOLUTION
        out: torch.Tensor = self.residual(x)
        return out
        # END SOLUTION


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
        # BEGIN SOLUTION
        body = nn.Sequential(
            *_convolution(c_in, c_mid, 1),
            nn.ReLU(),
            *_convolution(c_mid, c_mid, 3, stride),
            nn.ReLU(),
            *_convolution(c_mid, 4 * c_mid, 1),
        )
        self.residual = _Residual(body, _shortcut(c_in, 4 * c_mid, stride))
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, c_in, H, W) to (N, 4 c_mid, ⌈H / stride⌉, ⌈W / stride⌉)."""
        # BEGIN SOLUTION
        out: torch.Tensor = self.residual(x)
        return out
        # END SOLUTION


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
        # BEGIN SOLUTION
        self.stem = nn.Sequential(*_convolution(3, widths[0], stem_kernel, stem_stride, bn), nn.ReLU())
        self.blocks = nn.Sequential(*_stages(n, widths, skip, bn))
        self.head = nn.Linear(widths[-1], classes)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From images (N, 3, H, W) to scores (N, classes)."""
        # BEGIN SOLUTION
        features = self.blocks(self.stem(x))
        scores: torch.Tensor = self.head(features.mean(dim=(2, 3)))
        return scores
        # END SOLUTION


def resnet50_param_count() -> int:
    """The number of parameters of ResNet-50 for images of 1000 classes (Scaman, slides: ResNet50 compared to VGG).

    Stem: conv 7 × 7 from 3 to 64 channels and a batch norm. Four stages of 3, 4, 6 and 3 `Bottleneck`s with c_mid
    of 64, 128, 256 and 512. Head: a linear layer with bias. (Max-pooling has no parameters; running statistics are
    none.)

    Returns:
        An int.
    """

    # BEGIN SOLUTION
    def convolution(c_in: int, c_out: int, kernel: int) -> int:
        return c_in * c_out * kernel**2 + 2 * c_out

    count, c_in = convolution(3, 64, 7), 64
    for c_mid, blocks in ((64, 3), (128, 4), (256, 6), (512, 3)):
        c_out = 4 * c_mid
        count += convolution(c_in, c_out, 1)  # only the first block of a stage changes the shape
        for _ in range(blocks):
            count += convolution(c_in, c_mid, 1) + convolution(c_mid, c_mid, 3) + convolution(c_mid, c_out, 1)
            c_in = c_out
    return count + c_in * 1000 + 1000
    # END SOLUTION


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
    # BEGIN SOLUTION
    n, rest = divmod(depth - 2, 6)
    if rest or n < 1:
        raise ValueError(f"a network of 3 stages has 6 n + 2 layers, not {depth}")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        widths = (16, 32, 64)
        stem = nn.Sequential(*_convolution(3, widths[0], 3, bn=bn), nn.ReLU())
        blocks = _stages(n, widths, skip, bn)
        head = nn.Linear(widths[-1], 10)
        x, y = torch.randn(8, 3, 32, 32), torch.randint(10, (8,))
    features = nn.Sequential(stem, *blocks)(x).mean(dim=(2, 3))
    F.cross_entropy(head(features), y).backward()
    return [float(block.body[0].weight.grad.norm()) for block in blocks]  # type: ignore[operator, union-attr]
    # END SOLUTION


# BEGIN SOLUTION
def _epoch(
    model: nn.Module,
    loader: Loader,
    loss_fn: Loss,
    device: torch.device | str,
    after_loss: Callable[[torch.Tensor], None] = lambda loss: None,
) -> tuple[float, float]:
    """Mean loss and accuracy over the samples of a loader. Sums stay on the device: a GPU never waits for them."""
    loss_sum = hits = torch.zeros((), device=device)
    seen = 0
    for x, y in loader:
        x, y = x.to(device, non_blocking=True), y.to(device, non_blocking=True)
        scores = model(x)
        loss = loss_fn(scores, y)
        after_loss(loss)
        loss_sum = loss_sum + loss.detach() * len(y)
        hits = hits + (scores.argmax(dim=1) == y).sum()
        seen += len(y)
    return loss_sum.item() / seen, hits.item() / seen


def _train(
    model: nn.Module,
    loader: Loader,
    loss_fn: Loss,
    opt: torch.optim.Optimizer,
    device: torch.device | str,
    scheduler: Any = None,
) -> tuple[float, float]:
    """An epoch in training mode with a step for each batch."""

    def update(loss: torch.Tensor) -> None:
        opt.zero_grad()
        loss.backward()
        opt.step()
        if scheduler is not None:
            scheduler.step()

    model.train()
    return _epoch(model, loader, loss_fn, device, update)


def _test(model: nn.Module, loader: Loader, loss_fn: Loss, device: torch.device | str) -> tuple[float, float]:
    """An epoch in eval mode without gradients; every module is put back into the mode it was in."""
    modes = {module: module.training for module in model.modules()}
    model.eval()
    with torch.no_grad():
        result = _epoch(model, loader, loss_fn, device)
    for module, training in modes.items():
        module.training = training
    return result


# END SOLUTION


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
    # BEGIN SOLUTION
    return _train(model, loader, loss_fn, opt, device, scheduler)
    # END SOLUTION


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
    # BEGIN SOLUTION
    return _test(model, loader, loss_fn, device)
    # END SOLUTION


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
    # BEGIN SOLUTION
    device = torch.device(device)
    on_gpu = device.type == "cuda"
    model.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    steps = epochs * len(train_loader)
    warm_up = math.ceil(steps / 4)
    opt = torch.optim.SGD(
        model.parameters(), lr=lr, momentum=0.9, nesterov=True, weight_decay=5e-4, fused=on_gpu or None
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda k: min((k + 1) / warm_up, (steps - k) / (steps - warm_up + 1))
    )
    smoothed, plain = nn.CrossEntropyLoss(label_smoothing=0.1), nn.CrossEntropyLoss()
    history: dict[str, list[float]] = {
        name: [] for name in ("train_loss", "train_acc", "test_loss", "test_acc", "lr")
    }
    for _ in range(epochs):
        rate = schedule.get_last_lr()[0]
        with torch.autocast(device.type, torch.bfloat16, enabled=on_gpu, cache_enabled=False):
            trained = _train(model, train_loader, smoothed, opt, device, schedule)
            tested = _test(model, test_loader, plain, device)
        for name, number in zip(history, (*trained, *tested, rate), strict=True):
            history[name].append(float(number))
    return history
    # END SOLUTION


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
    # BEGIN SOLUTION
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": None if scheduler is None else scheduler.state_dict(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)
    # END SOLUTION


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
    # BEGIN SOLUTION
    checkpoint: Mapping[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    if optimizer is not None:
        optimizer.load_state_dict(checkpoint["optimizer"])
    if scheduler is not None:
        scheduler.load_state_dict(checkpoint["scheduler"])
    return int(checkpoint["epoch"])
    # END SOLUTION


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
    # BEGIN SOLUTION
    x, y = batch
    opt = torch.optim.Adam(model.parameters(), lr=3e-3)
    model.train()
    for _ in range(steps):
        opt.zero_grad()
        F.cross_entropy(model(x), y).backward()
        opt.step()
    with torch.no_grad():
        return F.cross_entropy(model(x), y).item()
    # END SOLUTION
