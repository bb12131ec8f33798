"""Eight linear layers on handwritten digits: deep enough to need something that keeps the activations in range."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import torch
from torch import nn

from shared.data import small_digits

TRAINING = 1200
"""The first so many digits are for training, the other 597 for testing."""
BATCH = 64


def digits() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Training pixels (1200, 64) from 0 to 1, training labels, test pixels (597, 64), test labels."""
    images, labels = small_digits()
    x = images.flatten(1).float() / 16
    return x[:TRAINING], labels[:TRAINING], x[TRAINING:], labels[TRAINING:]


def deep_mlp(
    norm: Callable[[int], nn.Module] | None = None, *, depth: int = 8, width: int = 32, seed: int = 0
) -> nn.Sequential:
    """Linear layers with ReLU between them, from 64 pixels to 10 classes, He's initialisation, zero biases.

    Args:
        norm: makes what stands between each hidden layer and its ReLU, given the number of features; None for
            nothing.
        depth: number of linear layers.
        width: of the hidden layers.
        seed: of the weights; networks with and without `norm` start from the same ones.
    """
    generator = torch.Generator().manual_seed(seed)
    layers: list[nn.Module] = []
    sizes = [64, *[width] * (depth - 1), 10]
    for d_in, d_out in pairwise(sizes):
        linear = nn.Linear(d_in, d_out)
        nn.init.normal_(linear.weight, std=(2 / d_in) ** 0.5, generator=generator)
        nn.init.zeros_(linear.bias)
        layers += [linear, *([norm(d_out)] if norm else []), nn.ReLU()]
    head = layers[: len(layers) - (2 if norm else 1)]  # the last linear layer has nothing behind it
    return nn.Sequential(*head)


def train(model: nn.Module, lr: float, *, steps: int = 60, seed: int = 0) -> list[float]:
    """Plain gradient descent on the training digits in batches of 64; the model is left in training mode.

    Args:
        model: from (N, 64) to (N, 10).
        lr: the learning rate.
        steps: number of batches.
        seed: of their choice.

    Returns:
        The loss of every batch, before its step.
    """
    x, y, _, _ = digits()
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    model.train()
    losses = []
    for _ in range(steps):
        chosen = torch.randint(len(x), (BATCH,), generator=generator)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x[chosen]), y[chosen])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@torch.no_grad()
def accuracy(model: nn.Module, x: torch.Tensor, y: torch.Tensor) -> float:
    """The fraction of samples whose largest output is the right class, in whatever mode the model is."""
    return float((model(x).argmax(dim=1) == y).float().mean())
