"""Small digits as networks of the nineties saw them, 28 × 28, and a loop that trains a classifier on them."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from shared.data import small_digits


def digits() -> tuple[torch.Tensor, torch.Tensor]:
    """The 1797 small digits, each pixel drawn as 3 × 3, with a border of 2, standardised.

    Returns:
        Images of shape (1797, 1, 28, 28), float32, of mean 0 and deviation 1; labels of shape (1797,), int64.
    """
    images, labels = small_digits()
    large = images.float().repeat_interleave(3, dim=1).repeat_interleave(3, dim=2)
    large = F.pad(large, (2, 2, 2, 2)).unsqueeze(1)
    return (large - large.mean()) / large.std(), labels


def train(
    model: nn.Module,
    images: torch.Tensor,
    labels: torch.Tensor,
    epochs: int,
    lr: float = 0.01,
    batch_size: int = 50,
    seed: int = 0,
) -> list[float]:
    """Train a classifier with Adam and a one-cycle learning rate, on one thread: so small a batch keeps no two busy.

    Args:
        model: from images to scores, one per class; changed in place.
        images: (N, …), what the model takes.
        labels: (N,), int64.
        epochs: how often each image is seen.
        lr: the peak of the learning rate.
        batch_size: images per step.
        seed: of the order of the images.

    Returns:
        The mean cross-entropy of every batch, before its step.
    """
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    steps = epochs * -(-len(images) // batch_size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps)
    losses = []
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    for _ in range(epochs):
        for batch in torch.randperm(len(images), generator=generator).split(batch_size):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
    torch.set_num_threads(threads)
    return losses
