"""A machine of one's own for one submission: its own users, mounts, processes, network, names and cgroups."""

from __future__ import annotations

import errno
import os
import platform
import struct
from collections.abc import Iterable
from pathlib import Path

from autograder.grading.inside import kernel

NEW_USER, NEW_MOUNT, NEW_PROCESS, NEW_NETWORK = 0x10000000, 0x00020000, 0x20000000, 0x40000000
NEW_IPC, NEW_HOSTNAME, NEW_CGROUP = 0x08000000, 0x04000000, 0x02000000
EVERYTHING = NEW_USER | NEW_MOUNT | NEW_PROCESS | NEW_NETWORK | NEW_IPC | NEW_HOSTNAME | NEW_CGROUP
NOSUID, NODEV, NOEXEC, RECURSIVE, PRIVATE = 2, 4, 8, 1 << 14, 1 << 18
CAPSET = {"x86_64": 126, "aarch64": 91}
CAPABILITY_VERSION = 0x20080522
NOBODY = 65534
"""User and group inside, and outside where the grader is root: root is not kept in by any namespace."""
SCRATCH_BYTES = 64 << 20
SCRATCH_INODES = 4096
"""Of each folder that can be written to; what lies there is memory, and counts as such."""


def fork() -> int:
    """Fork a process that is the first one in new namespaces, and is nobody there yet; 0 in that process.

    Raises:
        OSError: the kernel or the host's rules do not allow it.
    """
    return kernel.fork_into(EVERYTHING)


def furnish(scratch: Iterable[Path]) -> None:
    """As the first process of new namespaces: become somebody, mount a /proc of them and empty scratch folders.

    Raises:
        OSError: the kernel does not allow it.
    """
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # otherwise /proc/self is root's
    maps = {"setgroups": "deny", "uid_map": f"{NOBODY} {NOBODY} 1", "gid_map": f"{NOBODY} {NOBODY} 1"}
    for name, text in maps.items():
        Path("/proc/self", name).write_text(text, encoding="ascii")
    kernel.mount("none", "/", "", RECURSIVE | PRIVATE)
    flags = NOSUID | NODEV | NOEXEC
    for folder in scratch:
        room = f"size={SCRATCH_BYTES},nr_inodes={SCRATCH_INODES},mode=0700"
        kernel.mount("scratch", str(folder), "tmpfs", flags, room)
    kernel.mount("proc", "/proc", "proc", flags)
    os.chdir("/tmp")


def drop_capabilities() -> None:
    """Give up every right that the first process of a user namespace has, for all its children too.

    Raises:
        OSError: the kernel does not allow it.
    """
    for capability in range(64):
        try:
            kernel.prctl(kernel.PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            break  # past the last one this kernel knows
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    kernel.syscall(CAPSET[platform.machine()], "capset", header, bytes(24))
