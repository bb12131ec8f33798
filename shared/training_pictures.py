"""What a classifier of images has learnt: pictures to learn from, its answers epoch by epoch, how to draw them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from torch import nn

from shared.data import DataMissingError, cifar10, small_digits

CIFAR_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


@dataclass(frozen=True)
class Pictures:
    """Images to learn from and others to be tested on.

    Attributes:
        train_images: (N, 3, 32, 32), uint8.
        train_labels: (N,), int64.
        test_images: (M, 3, 32, 32), uint8.
        test_labels: (M,), int64.
        classes: what the labels mean.
    """

    train_images: torch.Tensor
    train_labels: torch.Tensor
    test_images: torch.Tensor
    test_labels: torch.Tensor
    classes: tuple[str, ...]


def pictures(train: int = 10_000, test: int = 2_000) -> Pictures:
    """The first images of CIFAR-10, or, as long as they cannot be had, small digits in three colours.

    Args:
        train: how many to learn from, at most.
        test: how many to be tested on, at most.
    """
    classes: tuple[str, ...] = CIFAR_CLASSES
    try:
        train_images, train_labels = cifar10(train=True)
        test_images, test_labels = cifar10(train=False)
    except DataMissingError as problem:
        print(
            f"{problem}\n\nUntil then the experiments below run on small digits: same code, easier pictures."
        )
        images, labels = small_digits()
        large = (images * 15).repeat_interleave(4, dim=1).repeat_interleave(4, dim=2)
        images = large.unsqueeze(1).repeat(1, 3, 1, 1)
        train_images, train_labels, test_images, test_labels = (
            *(images[:1400], labels[:1400]),
            *(images[1400:], labels[1400:]),
        )
        classes = tuple("0123456789")
    return Pictures(
        train_images[:train], train_labels[:train], test_images[:test], test_labels[:test], classes
    )


class Answers:
    """Batches that remember what a model says when it is tested on them, each time they are iterated.

    Args:
        batches: in an order of their own, (x, y) each.
        model: its outputs in eval mode are kept.
    """

    def __init__(self, batches: Any, model: nn.Module) -> None:
        self.batches = batches
        self._epochs: list[list[torch.Tensor]] = []
        model.register_forward_hook(self._keep)

    def __len__(self) -> int:
        return len(self.batches)

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        self._epochs.append([])
        yield from self.batches

    @property
    def scores(self) -> list[torch.Tensor]:
        """The scores of all samples, (M, classes), for each epoch."""
        return [torch.cat(batches) for batches in self._epochs if batches]

    def _keep(self, model: nn.Module, inputs: Any, output: torch.Tensor) -> None:
        if not model.training and self._epochs:
            self._epochs[-1].append(output.detach().float().cpu())


def show_pictures(images: torch.Tensor, titles: Sequence[str] = (), columns: int = 8) -> None:
    """Draw images (N, 3, H, W), uint8, in rows, each with a title if there are any."""
    rows = -(-len(images) // columns)
    _, axes = plt.subplots(
        rows, columns, figsize=(1.15 * columns, (1.4 if titles else 1.15) * rows), squeeze=False
    )
    for ax in axes.flat:
        ax.axis("off")
    for k, (ax, image) in enumerate(zip(axes.flat, images, strict=False)):
        ax.imshow(image.permute(1, 2, 0).numpy())
        if titles:
            ax.set_title(titles[k], fontsize=8)
    plt.show()


def show_history(history: dict[str, list[float]]) -> None:
    """Draw loss, accuracy and learning rate of every epoch, as `fit` returns them."""
    epochs = range(1, len(history["lr"]) + 1)
    _, axes = plt.subplots(1, 3, figsize=(9, 2.8))
    for ax, what in zip(axes, ("loss", "acc"), strict=False):
        ax.plot(epochs, history[f"train_{what}"], "o-", label="training")
        ax.plot(epochs, history[f"test_{what}"], "o-", label="test")
        ax.set_title("loss" if what == "loss" else "accuracy")
        ax.legend()
    axes[2].plot(epochs, history["lr"], "o-", color="#009E73")
    axes[2].set_title("learning rate when the epoch starts")
    for ax in axes:
        ax.set_xlabel("epoch")
        ax.set_xticks(list(epochs))
    plt.show()


def show_loss_histograms(scores: Sequence[torch.Tensor], labels: torch.Tensor) -> None:
    """Draw how the losses of the single samples are spread, epoch by epoch, on a logarithmic axis.

    Args:
        scores: (M, classes) for each epoch.
        labels: (M,).
    """
    bins = torch.logspace(-3, 1.2, 40).tolist()
    _, axes = plt.subplots(len(scores), 1, figsize=(7, 1.1 * len(scores) + 0.6), sharex=True, squeeze=False)
    for epoch, (ax, said) in enumerate(zip(axes.flat, scores, strict=True), start=1):
        loss = F.cross_entropy(said, labels, reduction="none").clamp(min=1e-3)
        wrong = loss[said.argmax(dim=1) != labels]
        ax.hist(loss.tolist(), bins=bins, label="all")
        ax.hist(wrong.tolist(), bins=bins, label="misclassified")
        ax.set_xscale("log")
        ax.set_yticks([])
        ax.set_ylabel(f"epoch {epoch}")
    axes[0, 0].legend(loc="upper left")
    axes[-1, 0].set_xlabel("loss of a sample")
    plt.show()


def show_confusion(scores: torch.Tensor, labels: torch.Tensor, classes: Sequence[str]) -> None:
    """Draw how often each class (row) is taken for each other (column), in percent of the row."""
    said = scores.argmax(dim=1)
    counts = torch.zeros(len(classes), len(classes))
    counts.index_put_((labels, said), torch.ones(len(labels)), accumulate=True)
    percent = 100 * counts / counts.sum(1, keepdim=True).clamp(min=1)
    _, ax = plt.subplots(figsize=(5.6, 5))
    ax.imshow(percent, cmap="Blues", vmin=0, vmax=100)
    ax.grid(visible=False)
    ticks = range(len(classes))
    ax.set_xticks(ticks, classes, rotation=45, ha="right")
    ax.set_yticks(ticks, classes)
    for i in ticks:
        for j in ticks:
            shade = "white" if percent[i, j] > 55 else "black"
            ax.text(j, i, f"{percent[i, j]:.0f}", ha="center", va="center", color=shade, fontsize=8)
    ax.set_xlabel("said")
    ax.set_ylabel("is")
    plt.show()
