"""What a batch of augmented images costs: torchvision's transforms and a DataLoader, and `shared.loading.Batches`.

Both shuffle, crop (reflected border of 2), flip and normalise each image on its own and end in one float32 tensor;
on one thread, in turns, in one process. The images are random, since none of this looks at a pixel. CPU seconds,
medians of several rounds; quote the ratio, not the rates: machines differ and are shared. Exit 1: below the target.

    python tests/bench/loading.py [--images 10000] [--batch 256] [--rounds 5]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterable

import torch
import torch.nn.functional as F
from rich.console import Console
from rich.table import Table
from torch.utils.data import DataLoader, Dataset

from shared.loading import Batches

MEAN, STD = (0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616)
BORDER = 2
TARGET = 15.0
"""Times as fast; 18 were measured on a quiet machine."""


class Pictures(Dataset):
    """Images as `torchvision.datasets` hands them out: one at a time, through PIL and a chain of transforms."""

    def __init__(self, images: torch.Tensor, labels: torch.Tensor) -> None:
        from torchvision import transforms

        self.pixels = images.permute(0, 2, 3, 1).contiguous().numpy()
        self.labels = labels.tolist()
        self.transform = transforms.Compose(
            [
                transforms.RandomCrop(32, padding=BORDER, padding_mode="reflect"),
                transforms.RandomHorizontalFlip(),
                transforms.ToTensor(),
                transforms.Normalize(MEAN, STD),
            ]
        )

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        from PIL import Image

        return self.transform(Image.fromarray(self.pixels[index])), self.labels[index]


def crop_and_flip(x: torch.Tensor) -> torch.Tensor:
    """Each image of a batch shifted by up to the border and mirrored or not, on its own; uint8 in, uint8 out."""
    count, _, height, width = x.shape
    padded = F.pad(x, (BORDER,) * 4, mode="reflect")
    windows = padded.unfold(2, height, 1).unfold(3, width, 1)  # a view: every place where a crop may lie
    down, right = torch.randint(2 * BORDER + 1, (2, count), device=x.device)
    cropped = windows[torch.arange(count, device=x.device), :, down, right]
    flipped = torch.rand(count, 1, 1, 1, device=x.device) < 0.5
    return torch.where(flipped, cropped.flip(3), cropped)


def rate(loader: Iterable[tuple[torch.Tensor, torch.Tensor]]) -> float:
    """Images per CPU second of one epoch."""
    started = time.process_time()
    seen = sum(len(y) for _, y in loader)
    return seen / (time.process_time() - started)


def main() -> None:
    """Measure all ways in turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=10_000, help="images of an epoch")
    parser.add_argument("--batch", type=int, default=256, help="images of a batch")
    parser.add_argument("--rounds", type=int, default=5, help="epochs of each way; medians are shown")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    generator = torch.Generator().manual_seed(0)
    images = torch.randint(256, (options.images, 3, 32, 32), dtype=torch.uint8)
    labels = torch.randint(10, (options.images,))
    ways = {
        "torchvision v1 on PIL, DataLoader": DataLoader(
            Pictures(images, labels), options.batch, shuffle=True, num_workers=0
        ),
        "Batches, crop and flip": Batches(images, labels, options.batch, crop_and_flip, MEAN, STD, generator),
        "Batches, no augmentation": Batches(images, labels, options.batch, None, MEAN, STD, generator),
    }
    rates: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(options.rounds):
        for way, loader in ways.items():
            rates[way].append(rate(loader))
    medians = {way: statistics.median(measured) for way, measured in rates.items()}
    slow, fast, _ = medians
    table = Table("way", "images per core-second", "times", title=f"batches of {options.batch}")
    for way, median in medians.items():
        table.add_row(way, f"{median:,.0f}", f"{median / medians[slow]:.1f}")
    Console(width=120).print(table)
    sys.exit(0 if medians[fast] >= TARGET * medians[slow] else 1)


if __name__ == "__main__":
    main()
