"""Where workers come from: a program for each, or a zygote that forks them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Protocol

from autograder.errors import OperatorError
from autograder.grading.cgroups import Cgroups
from autograder.grading.inside.worker import READY
from autograder.grading.program import READY_SECONDS, Program
from autograder.grading.worker import Probes, Worker, ask_to_learn, hand_over


class Source(Protocol):
    """Gives workers. May be used by several threads."""

    @property
    def programs(self) -> tuple[int, ...]:
        """Numbers of the processes it keeps for all its workers."""

    def start(self, probes: Probes) -> Worker:
        """A worker that is not ready yet.

        Args:
            probes: which it had better know.

        Raises:
            OperatorError: it cannot be started.
            InstructorError: the probes do not load.
            WorkerLostError: the source has gone; another may be opened.
        """

    def suits(self, worker: Worker, probes: Probes) -> bool:
        """Whether a worker that was started earlier is as good for these probes as a new one."""

    def last_line(self) -> str:
        """What was last heard of workers that did not come to life."""

    def close(self) -> None:
        """End what it keeps; workers live until they are closed themselves."""


class Cold:
    """Starts a program for every worker: two seconds each.

    Args:
        launch: starts one.
        cgroups: makes a group for each, or None where the host allows none.
    """

    programs = ()

    def __init__(self, launch: Callable[[], Program], cgroups: Cgroups | None) -> None:
        self._launch = launch
        self._cgroups = cgroups

    def start(self, probes: Probes) -> Worker:
        """See Source."""
        program = self._launch()
        return Worker(program.control, program, self._cgroups, {})

    def suits(self, worker: Worker, probes: Probes) -> bool:
        """See Source: it learns any probes when it is used."""
        return True

    def last_line(self) -> str:
        """See Source: a worker that fails says so itself."""
        return ""

    def close(self) -> None:
        """See Source."""


class Zygote:
    """Has one program fork every worker: some milliseconds each.

    Args:
        launch: starts the program.
        cgroups: makes a group for each worker, or None where the host allows none.

    Raises:
        OperatorError: the program did not start; with the last line it wrote.
    """

    def __init__(self, launch: Callable[[], Program], cgroups: Cgroups | None) -> None:
        self._program = launch()
        self._cgroups = cgroups
        self._known: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()
        self._program.control.settimeout(READY_SECONDS)
        try:
            ready = self._program.control.recv(len(READY)) == READY
        except OSError:
            ready = False
        if not ready:
            line = self._program.last_line()
            self.close()
            raise OperatorError(f"the worker did not start: {line}")

    @property
    def programs(self) -> tuple[int, ...]:
        """See Source."""
        return (self._program.number,)

    def start(self, probes: Probes) -> Worker:
        """See Source."""
        control = self._program.control
        with self._lock:
            if probes.digest not in self._known:
                self._known[probes.digest] = ask_to_learn(control, probes)
            ours = hand_over(control, {}, socket.SOCK_SEQPACKET)
            return Worker(ours, None, self._cgroups, dict(self._known))

    def suits(self, worker: Worker, probes: Probes) -> bool:
        """See Source: it must have been forked when the zygote knew them."""
        return worker.knows(probes)

    def last_line(self) -> str:
        """See Source."""
        return self._program.last_line()

    def close(self) -> None:
        """See Source; its workers end with it."""
        self._program.close()
