"""The runners of this machine, each a process: a submission that takes one down takes down no other.

Covered: a runner that dies is replaced; `stop` has every runner give back what it holds; runners whose server was
killed end by themselves.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Protocol

from autograder.errors import KitError
from autograder.grading.pipeline import Grader
from autograder.grading.rungs import gpu_devices
from autograder.server.blobs import Blobs
from autograder.server.database import Database
from autograder.server.queue import Queue
from autograder.server.runner import Grades, Runner
from autograder.server.settings import Settings

STOP_SECONDS = 30.0
"""What a runner is given to hand back its job: until the check that it is at has ended."""
AGAIN_SECONDS = {True: 0.1, False: 10.0}
"""How long after the start of a runner the next one follows, by whether it was killed: one that ended by itself said
that this machine cannot grade, and the next would say so too."""

_log = logging.getLogger(__name__)


class Opens(Protocol):
    """Opens what grades; called in a runner's process, so it must be a module's function."""

    def __call__(self, settings: Settings, kind: str) -> AbstractContextManager[Grades]:
        """For jobs of a kind, `cpu` or `gpu`."""


def open_grader(settings: Settings, kind: str) -> AbstractContextManager[Grades]:
    """A `Grader` of the course; on the GPU where the job wants one and there is one."""
    return Grader(settings.root, gpu=kind == "gpu" and bool(gpu_devices()))


def run_forever(settings: Settings, number: int, opens: Opens = open_grader) -> None:
    """Be a runner until SIGTERM, in a process of its own.

    Raises:
        OperatorError: this machine cannot grade.
    """
    parent, told = os.getppid(), list[int]()
    signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us, and is passed on
    with Database(settings.database_url) as database:
        runner = Runner(
            f"{socket.gethostname()}/{number}",
            Queue(database, settings.lease_seconds),
            Blobs(settings.blobs),
            lambda kind: opens(settings, kind),
            settings.kinds,
            settings.poll_seconds,
        )
        threading.Thread(target=_stop, args=(runner, parent, told), daemon=True).start()
        runner.run()


def _stop(runner: Runner, parent: int, told: list[int]) -> None:
    """Stop a runner when it was told so or nobody is there to tell it; a signal's handler must not take locks."""
    while os.getppid() == parent and not told:
        time.sleep(0.1)
    runner.stop()


def _run(settings: Settings, number: int, opens: Opens) -> None:
    try:
        run_forever(settings, number, opens)
    except KitError as error:
        _log.error("runner %d ends: %s", number, error)
        raise SystemExit(error.exit_code) from None


def _processes() -> ForkServerContext:
    """Where runners come from: forks of a process that has torch imported, in 10 ms instead of 3 s."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    return processes


@dataclass
class _Place:
    """A runner that there should be."""

    process: ForkServerProcess
    began: float


class Crew:
    """As many runners as the settings say. A context manager: on exit, all have stopped.

    Args:
        settings: of the server.
        opens: opens what grades.
    """

    def __init__(self, settings: Settings, opens: Opens = open_grader) -> None:
        self._settings, self._opens = settings, opens
        self._processes = _processes()
        self._stopping = threading.Event()
        self._places = [_Place(self._start(number), time.monotonic()) for number in range(settings.workers)]
        self._keeper = threading.Thread(target=self._keep, name="crew", daemon=True)
        self._keeper.start()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that are alive."""
        alive = (place.process for place in self._places if place.process.is_alive())
        return tuple(process.pid for process in alive if process.pid)

    def stop(self) -> None:
        """Have all give back their jobs and end; kill who does not."""
        self._stopping.set()
        self._keeper.join()
        for place in self._places:
            place.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for place in self._places:
            place.process.join(max(0.0, deadline - time.monotonic()))
            if place.process.is_alive():
                place.process.kill()
                place.process.join()

    def _start(self, number: int) -> ForkServerProcess:
        process = self._processes.Process(target=_run, args=(self._settings, number, self._opens))
        process.start()
        return process

    def _keep(self) -> None:
        """Replace who died."""
        while not self._stopping.wait(0.1):
            for number, place in enumerate(self._places):
                code = place.process.exitcode
                if code is None or time.monotonic() < place.began + AGAIN_SECONDS[code < 0]:
                    continue
                _log.warning("runner %d ended (%s) and is replaced", number, code)
                self._places[number] = _Place(self._start(number), time.monotonic())
