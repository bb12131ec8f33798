"""The training runs of `resnet`: what the grader trains with your code, on which images, and what it asks afterwards.

`autograder check resnet --train` does the same here. What is secret is where the images are divided, how they are
changed, and the order of the classes; none of it is in this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from shared.data import cifar10
from shared.loading import Batches

MEAN, STD = (0.491, 0.482, 0.447), (0.247, 0.243, 0.262)
"""Of each channel over the 50,000 training images, pixels from 0 to 1."""
HELD_OUT = 10_000
"""Images that are predicted, of 60,000."""
SHIFT = 2
"""Pixels by which those are moved, at most."""


@dataclass(frozen=True)
class Recipe:
    """What is trained, and for how long.

    Attributes:
        network: arguments of `ResNetCIFAR`.
        epochs: times that every image is seen.
        batch_size: images of a batch.
        lr: peak of the learning rate.
        pad: of `random_crop`.
    """

    network: Mapping[str, Any]
    epochs: int
    batch_size: int
    lr: float
    pad: int


ON_CPU = Recipe({"n": 1, "stem_kernel": 4, "stem_stride": 2}, epochs=5, batch_size=128, lr=0.3, pad=2)
"""ResNet-8, whose stem halves the images; a minute on two cores."""
ON_GPU = Recipe({"n": 2, "widths": (64, 128, 256, 512)}, epochs=20, batch_size=512, lr=0.4, pad=4)
"""The ResNet-18 of CIFAR."""
DEEP = Recipe({"n": 5, "stem_kernel": 4, "stem_stride": 2}, epochs=1, batch_size=96, lr=0.3, pad=2)
"""32 layers, half a minute of one core."""
DEEP_IMAGES = 195 * 96
DEEP_ASKED = 5000


def recipe_for(device: str) -> Recipe:
    """The recipe of the accuracy that is graded, on a device of this type ("cpu" or "cuda")."""
    return ON_GPU if device == "cuda" else ON_CPU


def divided(draw: Any) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
    """All of CIFAR-10, divided anew, with the classes in another order.

    Args:
        draw: where the randomness comes from.

    Returns:
        What goes to the run: "images" (50000, 3, 32, 32) and "labels" (50000,) to train on; "clean" (10000, 3, 32,
        32) to predict, and "changed", the same images as `changed` makes them. And, apart, their labels (10000,).
    """
    sets = [cifar10(train) for train in (True, False)]
    images, labels = (torch.cat(parts) for parts in zip(*sets, strict=True))
    order, classes = draw.permutation(len(images)), draw.permutation(10)
    asked, given = order[:HELD_OUT], order[HELD_OUT:]
    inside = {"images": images[given], "labels": classes[labels[given]], "clean": images[asked]}
    return {**inside, "changed": changed(images[asked], draw)}, classes[labels[asked]]


def changed(images: torch.Tensor, draw: Any) -> torch.Tensor:
    """Some images mirrored, all moved by up to two pixels and lighter or darker by up to a tenth: uint8, same shape.

    It costs an honest network about a point; what knows the images by heart does not know them any more.
    """
    count, _, height, width = images.shape
    padded = nn.functional.pad(images, (SHIFT,) * 4, mode="reflect")
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    top, left = draw.integers(0, 2 * SHIFT + 1, 2, count)
    moved = windows[torch.arange(count), :, top, left]
    mirrored = draw.uniform(0, 1, count, 1, 1, 1) < 0.5
    light = draw.uniform(0.9, 1.1, count, 1, 1, 1).float()
    lit: torch.Tensor = torch.where(mirrored, moved.flip(3), moved) * light
    return lit.round().clamp(0, 255).to(torch.uint8)


def trained_network(
    impl: Any, draw: Any, run: Any, recipe: Recipe, images: torch.Tensor, labels: torch.Tensor
) -> nn.Module:
    """A network of the recipe, trained by `impl.fit` on images that `random_crop` and `random_flip` change.

    Args:
        impl: your code.
        draw: seeds the order and the augmentation.
        run: gives the device, and is told how it goes.
        recipe: what to train.
        images: (N, 3, 32, 32), uint8.
        labels: (N,), int64.
    """
    generator = draw.generator()

    def augment(x: torch.Tensor) -> torch.Tensor:
        crop: torch.Tensor = impl.random_crop(x, recipe.pad, generator)
        flipped: torch.Tensor = impl.random_flip(crop, generator)
        return flipped

    batches = Batches(images, labels, recipe.batch_size, augment, MEAN, STD, generator, run.device)
    # `fit` wants something to test on: a thousand of the same images, as they are.
    some = Batches(images[:1000], labels[:1000], 1000, mean=MEAN, std=STD, device=run.device)
    model: nn.Module = impl.ResNetCIFAR(**recipe.network)
    impl.fit(model, run.watch(batches, model, recipe.epochs), some, recipe.epochs, recipe.lr, run.device)
    return model


@torch.no_grad()
def scores(model: nn.Module, images: torch.Tensor, device: Any, batch_size: int = 500) -> torch.Tensor:
    """What a network in eval mode says of images (N, 3, 32, 32): (N, classes), float32, on the CPU."""
    model.to(device).eval()
    nothing = torch.zeros(len(images), dtype=torch.long)
    batches = Batches(images, nothing, batch_size, mean=MEAN, std=STD, device=device)
    return torch.cat([model(x).float().cpu() for x, _ in batches])
