"""Whether a fork is still what it was before an exercise ran in it.

The question is asked in the process in doubt, so a submission that wants to can forge the answer: what it hides
can only spoil its own observations. An honest one that changes a setting of torch, leaves a thread or counts its
calls is given a new fork, and its next exercise is judged as if it were alone.
Not covered: a patched module. Looking at all that could be patched dirties as many pages as the probes do, so that
is looked for in the submission's text (`autograder.grading.meddling`).
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path

import torch


class Soundness:
    """What must stay as it was when this object was made.

    Args:
        namespace: of the student's module.
        scratch: folders that must stay empty.
    """

    def __init__(self, namespace: Mapping[str, object], scratch: Iterable[Path]) -> None:
        self._namespace = namespace
        self._looked = _look(namespace)
        self._scratch = tuple(scratch)
        self._flags = _flags()

    def holds(self) -> bool:
        """Whether no watched name is bound to something else, no flag is set otherwise, and nothing was left."""
        return (
            self._looked == _look(self._namespace)
            and self._flags == _flags()
            and not any(_entries(folder) for folder in self._scratch)
        )


def _look(namespace: Mapping[str, object]) -> dict[str, tuple[object, ...]]:
    """What each name is bound to, what a container there holds, and how often a tensor was written to."""
    return {name: (id(value), *_content(value)) for name, value in namespace.items()}


def _content(value: object) -> Iterable[object]:
    if isinstance(value, torch.Tensor):
        return (value._version,)
    if isinstance(value, dict):
        return [*map(id, value), *map(id, value.values())]
    return map(id, value) if isinstance(value, list | set | deque) else ()


def _flags() -> tuple[object, ...]:
    return (
        torch.get_default_device(),
        torch.are_deterministic_algorithms_enabled(),
        torch.is_anomaly_enabled(),
        torch.is_inference_mode_enabled(),
        torch._C._len_torch_dispatch_stack(),
        torch._C._len_torch_function_stack(),
        sys.gettrace(),
        sys.getprofile(),
        sys.getrecursionlimit(),
        *(signal.getsignal(number) for number in (signal.SIGALRM, signal.SIGPROF, signal.SIGVTALRM)),
        *(signal.getitimer(timer)[0] > 0 for timer in (0, 1, 2)),
        _company(),
        str(Path.cwd()),
    )


def _company() -> object:
    """Something that changes when another process or thread is there."""
    try:
        if os.getppid() == 1:  # in a namespace of our own: the number of its newest process or thread
            return Path("/proc/loadavg").read_text().split()[-1]
        return Path("/proc/self/task").stat().st_nlink, _has_children()
    except OSError:
        return None  # /proc is out of sight, as it is without namespaces


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _entries(folder: Path) -> list[str]:
    return [entry.name for entry in os.scandir(folder)]
