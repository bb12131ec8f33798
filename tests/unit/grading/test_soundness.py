"""What a fork must leave as it was for the next exercise to run in it; each change in a process of its own."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.grading.inside.soundness import Soundness

NAMESPACE: dict[str, object] = {"COUNT": 0, "table": {}, "weight": torch.ones(1)}


def is_sound_after(change: Callable[[Path], object], scratch: Path) -> bool:
    """Whether a forked process calls itself sound after a change."""
    process = os.fork()
    if not process:
        soundness = Soundness(NAMESPACE, [scratch])
        change(scratch)
        os._exit(soundness.holds())
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 1


def leave_a_thread(scratch: Path) -> None:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()


def leave_a_process(scratch: Path) -> None:
    if not os.fork():
        time.sleep(5)
        os._exit(0)


CHANGES: dict[str, Callable[[Path], object]] = {
    "rebinds a name": lambda scratch: NAMESPACE.update(COUNT=1),
    "adds a name": lambda scratch: NAMESPACE.update(new=1),
    "deletes a name": lambda scratch: NAMESPACE.pop("table"),
    "fills a table": lambda scratch: NAMESPACE["table"].update(x=1),  # type: ignore[attr-defined]
    "writes to a weight": lambda scratch: NAMESPACE["weight"].add_(1),  # type: ignore[attr-defined]
    "leaves a file": lambda scratch: (scratch / "cache").touch(),
    "sets a device": lambda scratch: torch.set_default_device("meta"),
    "asks for determinism": lambda scratch: torch.use_deterministic_algorithms(True),
    "looks for anomalies": lambda scratch: torch.autograd.set_detect_anomaly(True),
    "enters a mode": lambda scratch: TorchDispatchMode().__enter__(),  # type: ignore[no-untyped-call]
    "handles a signal": lambda scratch: signal.signal(signal.SIGALRM, signal.SIG_IGN),
    "sets a timer": lambda scratch: signal.setitimer(signal.ITIMER_VIRTUAL, 1000),
    "leaves a thread": leave_a_thread,
    "leaves a process": leave_a_process,
    "goes elsewhere": os.chdir,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_the_next_exercise_would_meet_is_seen(change: Callable[[Path], object], tmp_path: Path) -> None:
    assert not is_sound_after(change, tmp_path)


def test_nothing_is_seen_where_nothing_was_left(tmp_path: Path) -> None:
    def work(scratch: Path) -> None:
        x = torch.ones(3, requires_grad=True)
        x.exp().sum().backward()
        torch.set_default_dtype(torch.float64)  # each probe begins with float32 anyway

    assert is_sound_after(work, tmp_path)
