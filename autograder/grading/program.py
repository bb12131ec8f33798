"""A program started by the grader for the student's side of the wall: a worker, or a zygote of workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.errors import OperatorError
from autograder.grading.inside.namespaces import NOBODY

READY_SECONDS = 120.0
"""A program imports torch in 2 s on a free core with a warm disk."""


class Program:
    """A program and the socket it was given.

    Args:
        command: the program and its arguments; the last, the settings, are added.
        variables: the whole environment: what the grader has in its own stays there.
        settings: what the program is told, as JSON values; the socket's descriptor is added.
        scratch: a folder outside that is the program's alone, removed when it is closed.

    Attributes:
        control: our end of its socket.

    Raises:
        OperatorError: it does not start.
    """

    def __init__(
        self,
        command: Sequence[str],
        variables: Mapping[str, str],
        settings: Mapping[str, object],
        scratch: Path | None = None,
    ) -> None:
        identity: dict[str, Any] = {}
        if os.geteuid() == 0:
            identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  closed with the program
        self._scratch = scratch
        told = json.dumps({**settings, "control": theirs.fileno()})
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [*command, told],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=self._log,
                    env=variables,
                    cwd="/",
                    start_new_session=True,
                    **identity,
                )
            except OSError as error:
                self.control.close()
                self._log.close()
                raise OperatorError(f"{command[0]} does not start: {error.strerror}") from None

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def number(self) -> int:
        """Of the process, which is the first of a process group."""
        return self._process.pid

    def last_line(self) -> str:
        """The last line of what it and its forks wrote before they saw a student's code."""
        end = self._log.seek(0, os.SEEK_END)
        lines = os.pread(self._log.fileno(), end, 0).decode(errors="replace").splitlines()
        return lines[-1] if lines else "it said nothing"

    def close(self) -> None:
        """Kill it and, in a namespace, everything beneath it. May be called twice."""
        self.control.close()
        self._kill()
        self._log.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _kill(self) -> None:
        if self.alive:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
