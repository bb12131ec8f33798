"""Training runs as checks: what goes in, what stays with the judge, and how a run says how far it is.

The probe of such a check trains the student's network with the student's loop and returns predictions on inputs whose
labels never were in its process. What it is given is made anew for the grader from a secret seed (`Material`).
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import safetensors.torch
import torch
from torch.nn.functional import cross_entropy

from autograder.draw import Draw

TOLD_SECONDS = 0.5
"""Between two reports of progress."""
MOST_TOLD = 10_000
"""Reports of progress in one run: two per second for more than an hour."""
MAX_EPOCHS = 200
"""Of a curve that is kept."""
MOST = 1e9
"""No number of a progress is larger; a loss that is larger, or none at all, is told as this one."""
MAX_COMPRESSED = 24 << 10
"""Bytes of a submission's compressed source. Honest ones have a quarter of it; a table that names the labels of
10,000 images, small pictures of them, or the weights of a network need several times as much."""


@dataclass(frozen=True)
class Material:
    """What a training run is given, and what it is judged by.

    Attributes:
        inside: tensors that the probe gets as `run.material`.
        outside: tensors that only `measure` sees: the labels of what is to be predicted.
    """

    inside: Mapping[str, torch.Tensor]
    outside: Mapping[str, torch.Tensor]


@dataclass(frozen=True)
class Training:
    """Makes a check a training run.

    Attributes:
        material: makes what goes in and what stays, from a draw that the submission never has and the type of the
            device that will train, "cpu" or "cuda".
        checkpoint: the same where a checkpoint from the hand-in is to be judged, which knows the usual split and the
            usual order of the classes; None where there must be a run.
        threads: of the processor. Runs with as many are alike to the bit, with another number they are not.
    """

    material: Callable[[Draw, str], Material]
    checkpoint: Callable[[Draw, str], Material] | None = None
    threads: int = 2


@dataclass(frozen=True)
class Progress:
    """How far a training run is. What a submission says of itself: shown, never judged.

    Attributes:
        epoch: from 1.
        epochs: how many there will be.
        done: share of all batches, from 0 to 1.
        loss: mean cross-entropy over the epoch so far, in nats.
        accuracy: share of this epoch's training inputs that were classified right.
        images_per_second: inputs, over the epoch so far.
        seconds_left: on the clock, if it goes on like that.
    """

    epoch: int
    epochs: int
    done: float
    loss: float
    accuracy: float
    images_per_second: float
    seconds_left: float


class Curve:
    """How a training run went: the last that was told of each epoch, of the first `MAX_EPOCHS`."""

    def __init__(self) -> None:
        self._last: dict[int, Progress] = {}

    def add(self, progress: Progress) -> None:
        """Take what was told."""
        if len(self._last) < MAX_EPOCHS or progress.epoch in self._last:
            self._last[progress.epoch] = progress

    @property
    def points(self) -> tuple[dict[str, float], ...]:
        """Its epochs in order, as a report holds them."""
        return tuple(asdict(self._last[epoch]) for epoch in sorted(self._last))


def read_progress(numbers: Any) -> Progress:
    """Progress from untrusted JSON values.

    Raises:
        ValueError: they are something else.
    """
    names = tuple(Progress.__dataclass_fields__)
    if type(numbers) is not dict or set(numbers) != set(names):
        raise ValueError("progress has other numbers")
    if not all(type(n) in (int, float) and 0 <= n <= MOST for n in numbers.values()):
        raise ValueError("progress is numbers from 0 to a billion")
    if numbers["done"] > 1 or numbers["accuracy"] > 1:
        raise ValueError("a share is at most 1")
    epoch, epochs, *others = (numbers[name] for name in names)
    return Progress(int(epoch), int(epochs), *map(float, others))


@dataclass(frozen=True)
class Run:
    """What the probe of a training run gets beside the implementation and the draw.

    Attributes:
        material: the tensors that go in.
        device: where to train.
        tell: says how far it is.
        checkpoint: the file that was handed in to be judged instead of a network trained now, or None.
    """

    material: Mapping[str, torch.Tensor]
    device: torch.device
    tell: Callable[[Progress], None] = lambda progress: None
    checkpoint: bytes | None = None

    def state_dict(self) -> dict[str, Any]:
        """What the checkpoint holds: a safetensors file, or what `torch.save` wrote of tensors and plain values.

        To be called inside the sandbox only. Of a dict with an entry "model", that entry.

        Raises:
            ValueError: it is neither.
        """
        content = self.checkpoint or b""
        try:
            if not content.startswith(b"PK"):  # torch.save writes a zip
                return safetensors.torch.load(content)
            found = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
        except Exception as error:
            raise ValueError(f"the checkpoint cannot be read: {error}") from None
        found = found if isinstance(found, dict) else {"checkpoint": found}
        inner = found.get("model")
        return inner if isinstance(inner, dict) else found

    def watch(self, batches: Iterable[Any], model: torch.nn.Module, epochs: int) -> Watched:
        """The same batches, which say while they are iterated how a model trains on them.

        Args:
            batches: pairs of inputs and labels; it has a length.
            model: its last output before the next batch is asked for is taken for the batch's logits.
            epochs: how often they will be iterated.
        """
        return Watched(batches, model, epochs, self.tell)


@dataclass
class Watched:
    """Batches that tell, now and then and at the end of each epoch, how training goes on.

    It waits for nothing: on a GPU, sums stay there until they are told.
    """

    batches: Any
    model: torch.nn.Module
    epochs: int
    tell: Callable[[Progress], None]
    _epoch: int = 0
    _logits: Any = None
    _told: float = field(default_factory=time.monotonic)
    _times: int = 0

    def __post_init__(self) -> None:
        self.model.register_forward_hook(self._keep)

    def __len__(self) -> int:
        return len(self.batches)

    def __deepcopy__(self, memo: dict[int, Any]) -> Watched:
        """Itself: who keeps a copy of the model, which has our hook, wants no copy of the batches."""
        return self

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        self._epoch += 1
        began, seen, sums = time.monotonic(), 0, None
        for k, (x, y) in enumerate(self.batches, 1):
            self._logits = None
            yield x, y
            seen += len(y)
            found = _loss_and_hits(self._logits, y)
            if found is not None:
                sums = found if sums is None else sums + found
            now = time.monotonic()
            due = now - self._told > TOLD_SECONDS or k == len(self.batches)
            if due and self._times < MOST_TOLD:
                self._told, self._times = now, self._times + 1
                self._say(k, seen, sums, max(now - began, 1e-6))

    def _keep(self, model: torch.nn.Module, inputs: Any, output: Any) -> None:
        if model.training:
            self._logits = output

    def _say(self, batch: int, seen: int, sums: torch.Tensor | None, seconds: float) -> None:
        loss, hits = (0.0, 0.0) if sums is None else (sums / max(seen, 1)).tolist()
        share = batch / len(self.batches)
        left = seconds / share * (max(self.epochs - self._epoch, 0) + 1 - share)
        done = min((self._epoch - 1 + share) / self.epochs, 1.0)
        loss = loss if loss < MOST else MOST
        rate = min(seen / seconds, MOST)
        self.tell(Progress(self._epoch, self.epochs, done, loss, min(hits, 1.0), rate, min(left, MOST)))


def _loss_and_hits(logits: Any, labels: torch.Tensor) -> torch.Tensor | None:
    """Sums over a batch of the cross-entropy and of the right answers; None where the output is no logits.

    A label without a logit counts as the nearest with one: what is only shown must not end a training.
    """
    if type(logits) is not torch.Tensor or logits.ndim != 2:
        return None
    if len(logits) != len(labels) or not logits.numel():
        return None
    with torch.no_grad():
        labels = labels.to(logits.device)
        there = labels.clamp(0, logits.shape[1] - 1)
        loss = cross_entropy(logits.float(), there, reduction="sum")
        return torch.stack([loss, (logits.argmax(1) == labels).sum().to(loss.dtype)])
