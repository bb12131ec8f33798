"""Batches of images as fast as a small network can take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import torch


class Batches:
    """The batches of an epoch, each time it is iterated: what a `DataLoader` gives, many times faster.

    A `DataLoader` asks a `Dataset` for one image after the other, changes each in Python (crop, flip, to float,
    normalise: a dozen small calls) and stacks them; a few thousand images a second and core, which a small network
    waits for. Here the whole set is one uint8 tensor on the device that trains, so a batch is one index into it, and
    whatever is done is done to all its images in one call. The network gets the same numbers. A set that does not
    fit into memory needs a `DataLoader`.

    Args:
        images: (N, C, H, W), uint8; moved to the device once.
        labels: (N,), int64.
        batch_size: images of a batch; the last batch of an epoch may be smaller.
        augment: from the raw batch, uint8, to the one to use, of any height and width; called anew for each batch.
        mean: of each channel, of pixels from 0 to 1; subtracted. None: 0.
        std: of each channel, of pixels from 0 to 1; divided by. None: 1.
        generator: shuffles the images, in another order each epoch. None: they keep their order.
        device: where the set lies and the batches are made.

    Yields:
        Images (B, C, H, W), float32, normalised, and labels (B,), int64, both on the device.

    Raises:
        ValueError: the images are not such a tensor, or the labels do not belong to them.

    >>> images, labels = torch.zeros(5, 3, 2, 2, dtype=torch.uint8), torch.arange(5)
    >>> for x, y in Batches(images, labels, batch_size=2, mean=(0.5, 0.5, 0.5), std=(0.25, 0.25, 0.25)):
    ...     print(tuple(x.shape), x.mean().item(), y.tolist())
    (2, 3, 2, 2) -2.0 [0, 1]
    (2, 3, 2, 2) -2.0 [2, 3]
    (1, 3, 2, 2) -2.0 [4]
    """

    def __init__(
        self,
        images: torch.Tensor,
        labels: torch.Tensor,
        batch_size: int,
        augment: Callable[[torch.Tensor], torch.Tensor] | None = None,
        mean: Sequence[float] | torch.Tensor | None = None,
        std: Sequence[float] | torch.Tensor | None = None,
        generator: torch.Generator | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        if images.dtype != torch.uint8 or images.ndim != 4:
            raise ValueError(
                f"images are (N, C, H, W), uint8; these are {tuple(images.shape)}, {images.dtype}"
            )
        if labels.shape != images.shape[:1]:
            raise ValueError(f"{len(images)} images need as many labels; these are {tuple(labels.shape)}")
        if batch_size < 1:
            raise ValueError(f"a batch has at least one image, not {batch_size}")
        self.images = images.to(device)
        self.labels = labels.to(device)
        self.batch_size = batch_size
        self.augment = augment
        self.generator = generator
        self._mean = self._per_channel(mean, 0.0)
        self._std = self._per_channel(std, 1.0)

    def __len__(self) -> int:
        return -(-len(self.images) // self.batch_size)

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        for chosen in self._order().split(self.batch_size):
            x = self.images[chosen]
            if self.augment is not None:
                x = self.augment(x)
            yield x.float().sub_(self._mean).div_(self._std), self.labels[chosen]

    def _order(self) -> torch.Tensor:
        if self.generator is None:
            return torch.arange(len(self.images), device=self.images.device)
        where = self.generator.device
        return torch.randperm(len(self.images), generator=self.generator, device=where).to(self.images.device)

    def _per_channel(self, values: Sequence[float] | torch.Tensor | None, otherwise: float) -> torch.Tensor:
        """Shape (C, 1, 1), for pixels from 0 to 255."""
        channels = self.images.shape[1]
        given = torch.full((channels,), otherwise) if values is None else torch.as_tensor(values)
        if given.shape != (channels,):
            raise ValueError(f"one number for each of {channels} channels, not {tuple(given.shape)}")
        return (255 * given.to(self.images.device, torch.float32)).view(channels, 1, 1)
