"""Tensors for a training run, in memory that the grader shares with one process behind the wall.

A training set is larger than a message should be, and nobody may write to the grader's copy: the file is sealed, and
the other side sees it copy-on-write.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Mapping
from types import TracebackType
from typing import Self

import torch

from autograder.grading import wire

Layout = list[tuple[str, str, list[int], int]]
"""Of each tensor: name, dtype, shape, and where its bytes begin; a multiple of 64."""
CHECKPOINT = "checkpoint"
"""Name of the tensor that is a handed-in file's bytes."""


class Shared:
    """Tensors in a sealed file without a name. A context manager.

    Args:
        tensors: what it holds; on the CPU.

    Attributes:
        layout: where what is.

    Raises:
        OSError: there is no memory for them.
    """

    def __init__(self, tensors: Mapping[str, torch.Tensor]) -> None:
        self.layout: Layout = []
        self._descriptor = os.memfd_create("material", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            self._fill(tensors)
        except BaseException:
            self.close()
            raise

    def _fill(self, tensors: Mapping[str, torch.Tensor]) -> None:
        at = 0
        with os.fdopen(os.dup(self._descriptor), "wb") as file:
            for name, tensor in tensors.items():
                raw = tensor.detach().cpu().contiguous()
                self.layout.append((name, wire.DTYPE_NAMES[raw.dtype], list(raw.shape), at))
                file.write(raw.reshape(-1).view(torch.uint8).numpy().data)
                padding = -raw.nbytes % wire.ALIGNMENT
                file.write(bytes(padding))
                at += raw.nbytes + padding
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(self._descriptor, fcntl.F_ADD_SEALS, seals)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fileno(self) -> int:
        """The descriptor."""
        return self._descriptor

    def close(self) -> None:
        """Let go of it; who has mapped it keeps it."""
        os.close(self._descriptor)


def read_tensors(descriptor: int, layout: Layout) -> dict[str, torch.Tensor]:
    """The tensors behind a descriptor, mapped copy-on-write: what is changed is changed here only."""
    size = os.fstat(descriptor).st_size
    if not size:  # where all tensors are empty; no memory has no bytes
        return {name: torch.empty(shape, dtype=wire.DTYPES[dtype]) for name, dtype, shape, _ in layout}
    memory = mmap.mmap(descriptor, size, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    found = {}
    for name, dtype, shape, at in layout:
        kind, count = wire.DTYPES[dtype], torch.Size(shape).numel()
        flat = (
            torch.frombuffer(memory, dtype=kind, count=count, offset=at)
            if count
            else torch.empty(0, dtype=kind)
        )
        found[name] = flat.view(shape)
    return found
