"""The process that holds torch warm for many submissions, and forks a worker for each, behind walls of its own.

It runs trusted code only, and reads only what the grader says.
"""

from __future__ import annotations

import json
import os
import socket
import traceback
from collections.abc import Callable
from contextlib import suppress

from autograder.grading.inside import namespaces
from autograder.grading.inside.worker import Shelf

NAMESPACES, LANDLOCK = "namespaces", "landlock"
"""The walls a zygote can put around a worker."""


class Zygote:
    """Forks workers.

    Args:
        control: the socket to the grader; a message carries a descriptor, for probes to learn or a new worker.
        shelf: the probes known, which every worker forked later knows too.
        apart: whether workers get namespaces.
        become_worker: what a fork does with its socket; never returns.
    """

    def __init__(
        self,
        control: socket.socket,
        shelf: Shelf,
        apart: bool,
        become_worker: Callable[[socket.socket], None],
    ) -> None:
        self._control = control
        self._shelf = shelf
        self._apart = apart
        self._become_worker = become_worker

    def serve(self) -> None:
        """Answer requests until there are no more."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._control, 1024, 1)
            self._reap()
            if not message:
                return
            request = json.loads(message)
            if "learn" in request:
                self._shelf.learn(request["learn"], descriptors[0])
                continue
            with suppress(OSError):  # then the grader finds its socket closed
                if not (namespaces.fork() if self._apart else os.fork()):
                    self._become(descriptors[0])
            os.close(descriptors[0])

    def _become(self, descriptor: int) -> None:
        """As the fork; does not return."""
        try:
            self._control.close()
            os.setsid()
            self._become_worker(socket.socket(fileno=descriptor))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)

    def _reap(self) -> None:
        """Wait for workers that have ended, so that their CPU time is on our account."""
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
