"""A public speed-run recipe for CIFAR-10, to compare our GPU track with on the same machine.

The recipe is David Page's ResNet-9 ("How to train your ResNet", 2018): 24 epochs, batches of 512, Nesterov momentum,
learning rate up to 0.4 at epoch 5 and down to 0, crop, flip and an 8 × 8 hole, label smoothing; 94.08 % in the median
of 50 runs, in 79 s on a V100. The code is ours: bfloat16, channels last, the whole set on the device.

    python tests/bench/speedrun.py [--epochs 24] [--images 50000]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import nn

from shared.data import cifar10
from shared.graded_run import MEAN, STD, scores
from shared.loading import Batches

BATCH, PEAK, PEAK_EPOCH, MOMENTUM, DECAY = 512, 0.4, 5, 0.9, 5e-4
HOLE = 8


def block(c_in: int, c_out: int, *, pool: bool = False) -> nn.Sequential:
    """A 3 × 3 convolution, batch norm, ReLU, and the largest of each 2 × 2 if asked."""
    layers = [nn.Conv2d(c_in, c_out, 3, padding=1, bias=False), nn.BatchNorm2d(c_out), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, *([nn.MaxPool2d(2)] if pool else []))


class Residual(nn.Module):
    """x plus two blocks of x."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(block(width, width), block(width, width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Same shape as x."""
        y: torch.Tensor = x + self.body(x)
        return y


class ResNet9(nn.Module):
    """Eight convolutions, two of the four stages residual, and a linear layer; 6.6 million parameters."""

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        self.features = nn.Sequential(
            block(3, width),
            block(width, 2 * width, pool=True),
            Residual(2 * width),
            block(2 * width, 4 * width, pool=True),
            block(4 * width, 8 * width, pool=True),
            Residual(8 * width),
            nn.AdaptiveMaxPool2d(1),
            nn.Flatten(),
        )
        self.head = nn.Linear(8 * width, 10, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Scores (N, 10), made small at the start."""
        scores: torch.Tensor = 0.125 * self.head(self.features(x))
        return scores


def augment(x: torch.Tensor) -> torch.Tensor:
    """Crops out of a frame of four mirrored pixels, flips, and a hole for each image."""
    n, _, height, width = x.shape
    padded = F.pad(x.float(), (4,) * 4, mode="reflect").to(torch.uint8)
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)
    rows = torch.arange(n, device=x.device)
    top, left = torch.randint(9, (2, n), device=x.device)
    x = windows[rows, :, top, left]
    x = torch.where(torch.rand(n, 1, 1, 1, device=x.device) < 0.5, x.flip(3), x)
    y0, x0 = torch.randint(height - HOLE + 1, (2, n, 1), device=x.device)
    column = torch.arange(width, device=x.device)
    hole = ((column >= y0) & (column < y0 + HOLE))[:, :, None] & ((column >= x0) & (column < x0 + HOLE))[
        :, None
    ]
    return x.masked_fill(hole[:, None], 121)


def run(device: str, epochs: int, images: int, width: int = 64, seed: int = 0) -> tuple[float, float, float]:
    """Train; accuracy on the test images, seconds of training, and images per second."""
    torch.manual_seed(seed)
    x, y = (part[:images] for part in cifar10(train=True))
    generator = torch.Generator(device).manual_seed(seed)
    batches = Batches(x, y, BATCH, augment, MEAN, STD, generator, device)
    model = ResNet9(width).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    steps, peak = epochs * len(batches), PEAK_EPOCH * len(batches) * epochs // 24 or 1
    options = {"lr": PEAK, "momentum": MOMENTUM, "nesterov": True, "weight_decay": DECAY}
    optimizer = torch.optim.SGD(model.parameters(), **options, fused=device == "cuda" or None)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min((k + 1) / peak, (steps - k) / (steps - peak))
    )
    began = _now(device)
    for _ in range(epochs):
        for inputs, labels in batches:
            with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
                scores = model(inputs.contiguous(memory_format=torch.channels_last))
                loss = F.cross_entropy(scores, labels, label_smoothing=0.2)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
    seconds = _now(device) - began
    return accuracy(model, device), seconds, epochs * len(x) / seconds


def accuracy(model: nn.Module, device: str) -> float:
    """The share of test images that are named right."""
    x, y = cifar10(train=False)
    return (scores(model, x, device).argmax(1) == y).float().mean().item()


def _now(device: str) -> float:
    if device == "cuda":
        torch.cuda.synchronize()
    return time.monotonic()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the recipe once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--images", type=int, default=50_000)
    parser.add_argument("--width", type=int, default=64)
    options = parser.parse_args(arguments)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    found, seconds, speed = run(device, options.epochs, options.images, options.width)
    print(f"ResNet-9 on {device}: {found:.4f} in {seconds:.1f} s, {speed:,.0f} images/s")


if __name__ == "__main__":
    main()
