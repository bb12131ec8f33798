"""A task small enough to train on in a fraction of a second, and hard enough to tell optimizers apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch


class Spirals:
    """A small task to try optimizers on: tell two spirals apart with a 2–16–16–1 tanh network.

    Everything is float64.

    Args:
        seed: of the network's initial parameters; the points are always the same.
    """

    def __init__(self, seed: int = 0) -> None:
        angle = torch.linspace(0.5, 5.0, 60, dtype=torch.float64)
        arm = torch.stack([angle * angle.cos(), angle * angle.sin()], dim=1) / 4
        self.x = torch.cat([arm, -arm])
        self.y = torch.cat([torch.zeros(60, 1, dtype=torch.float64), torch.ones(60, 1, dtype=torch.float64)])
        random = np.random.RandomState(seed)
        shapes = ((16, 2), (16,), (16, 16), (16,), (1, 16), (1,))
        values = [random.normal(0, shape[-1] ** -0.5, shape) for shape in shapes]
        self.params = [torch.from_numpy(value).requires_grad_() for value in values]

    def loss(self) -> torch.Tensor:
        """The mean cross-entropy over all points with the parameters as they are, 0-d."""
        W1, b1, W2, b2, W3, b3 = self.params
        hidden = torch.tanh(torch.tanh(self.x @ W1.T + b1) @ W2.T + b2)
        return torch.nn.functional.binary_cross_entropy_with_logits(hidden @ W3.T + b3, self.y)


def last_loss(make: Callable[[list[torch.Tensor]], Any], steps: int = 60) -> float:
    """The loss before the last of some training steps.

    Args:
        make: makes an optimizer of the parameters; only its `step()` is called.
        steps: number of steps, at least 1.
    """
    task = Spirals()
    optimizer = make(task.params)
    for _ in range(steps - 1):
        gradients = torch.autograd.grad(task.loss(), task.params)
        for p, gradient in zip(task.params, gradients, strict=True):
            p.grad = gradient
        optimizer.step()
    return task.loss().item()
