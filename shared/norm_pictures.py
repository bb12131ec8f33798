"""Which numbers are normalised together: a block of activations, coloured by what a normalisation really looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import torch

Normalisation = Callable[[torch.Tensor], torch.Tensor]
TOGETHER, APART = "#0072B2", "#FFFFFF"


def reach(normalise: Normalisation, shape: tuple[int, int, int], entry: tuple[int, int, int]) -> torch.Tensor:
    """The inputs on which one output depends, found by asking autograd.

    Args:
        normalise: from (N, C, H, W) to the same shape, differentiable.
        shape: numbers of images, channels and pixels; the pixels are laid out as a column, (N, C, H, 1).
        entry: image, channel and pixel of the output.

    Returns:
        bool, of that shape.
    """
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(*shape, 1, generator=generator, dtype=torch.float64, requires_grad=True)
    y = normalise(x)[(*entry, 0)]
    (gradient,) = torch.autograd.grad(y, x)
    return gradient[..., 0].abs() > 1e-12


def show_reach(
    normalisations: Mapping[str, Normalisation], *, images: int = 4, channels: int = 6, pixels: int = 4
) -> None:
    """Draw a block of activations for each normalisation; blue is what is normalised together with one corner.

    Args:
        normalisations: by title, each from (N, C, H, W) to the same shape.
        images: N.
        channels: C.
        pixels: H; W is 1.
    """
    figure = plt.figure(figsize=(2.7 * len(normalisations), 2.7))
    for i, (title, normalise) in enumerate(normalisations.items(), start=1):
        ax: Any = figure.add_subplot(1, len(normalisations), i, projection="3d")
        seen = reach(normalise, (images, channels, pixels), (0, channels - 1, pixels - 1))
        blue = seen.permute(1, 0, 2).numpy()  # channels to the right, images into the depth, pixels upwards
        colours = np.where(blue, TOGETHER, APART)
        ax.voxels(np.ones_like(blue), facecolors=colours, edgecolor="#555555", linewidth=0.4, shade=False)
        ax.set_box_aspect((channels, images, pixels), zoom=0.85)
        ax.set_xlabel("channel", labelpad=-14)
        ax.set_ylabel("image", labelpad=-14)
        ax.set_zlabel("pixel", labelpad=-14)
        ax.set(xticks=[], yticks=[], zticks=[])
        ax.set_title(title)
        ax.grid(visible=False)
    plt.show()
