"""How much of the machine a process that will run student code may use."""

from __future__ import annotations

import os
import resource
from contextlib import suppress
from pathlib import Path

from autograder.grading.inside import kernel, seccomp

OPEN_FILES = 256
FILE_BYTES = 64 << 20
MEMORY_BYTES = 4 << 30
"""Of address space beyond what the process has when it is confined; torch's own libraries take up to 4 GB."""
PROCESSES = 32
"""And threads, in one user namespace."""


def confine() -> None:
    """Give up, for this process and all it forks: privileges, most of the kernel, and unbounded resources.

    Raises:
        OSError: the kernel does not take the filter of system calls.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, FILE_BYTES)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.wall_in()


def bound_memory() -> None:
    """Bound the address space of this process and each that it forks, beyond what it has now.

    A process that uses a GPU maps hundreds of gigabytes of it, and is not to be bounded this way.
    """
    _limit(resource.RLIMIT_AS, kernel.address_space() + MEMORY_BYTES)


def confine_fork(cpu_seconds: int) -> None:
    """Bound a fork of a confined process: its CPU time, its offspring, and its claim to memory.

    Its offspring is counted where it has a namespace to itself. Elsewhere it may have none: before Linux 5.14
    processes are counted over all that a user runs.

    Raises:
        OSError: the kernel does not take the filter of system calls.
    """
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    if os.getppid() == 1:
        _be_the_first_to_die()
        _limit(resource.RLIMIT_NPROC, PROCESSES)
    else:
        seccomp.keep_to_itself()


def allow_cpu(seconds: int) -> None:
    """Have the kernel kill this process at that much CPU time, counted from its start."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, hard), hard))


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _be_the_first_to_die() -> None:
    """When memory runs out, let the kernel end this process before its worker, where it takes such wishes."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # for a moment: otherwise /proc/self is root's
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
