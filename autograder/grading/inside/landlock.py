"""Landlock: a process that shuts itself out of the file system and the network, where namespaces are refused.

Needs Linux 5.13, no right and no library. What a kernel's version of it covers grows: files from the first,
TCP from the fourth, abstract sockets and signals from the sixth. It does not cover `stat`, which tells whether
a path exists, nor sockets that are files; the filter of system calls refuses sockets as a whole.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from autograder.grading.inside import kernel

CREATE, ADD, RESTRICT = 444, 445, 446  # the same on every processor
VERSION_ONLY, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
READ = EXECUTE | READ_FILE | READ_FOLDER
FILES = {1: 13, 2: 14, 3: 15, 4: 15}
"""Rights over files that a version knows, counted from the first bit; 16 since the fifth."""
NETWORK, SCOPES = 0b11, 0b11
WRITABLE = (Path("/dev/null"),)
DEVICES = (Path("/dev/urandom"), Path("/dev/zero"))
NEEDED_VERSION = 6


def version() -> int:
    """The version of Landlock in this kernel; 0 when there is none."""
    try:
        return kernel.syscall(CREATE, "landlock", 0, 0, VERSION_ONLY)
    except OSError:
        return 0


def restrict(readable: Iterable[Path]) -> None:
    """Allow this process and its children to read beneath some folders, and nothing else.

    Raises:
        OSError: the kernel has no Landlock, or one that leaves signals and abstract sockets open.
    """
    found = version()
    if found < NEEDED_VERSION:
        raise OSError(f"Landlock {NEEDED_VERSION} is needed and the kernel has {found or 'none'}")
    rights = (1 << FILES.get(found, 16)) - 1
    attributes = struct.pack("QQQ", rights, NETWORK, SCOPES)
    rules = kernel.syscall(CREATE, "landlock_create_ruleset", attributes, len(attributes), 0)
    for path in readable:
        _allow(rules, path, READ)
    for path in DEVICES:
        _allow(rules, path, READ_FILE)
    for path in WRITABLE:
        _allow(rules, path, READ_FILE | WRITE_FILE)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.syscall(RESTRICT, "landlock_restrict_self", rules, 0)
    os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    with suppress(FileNotFoundError):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        kernel.syscall(ADD, f"landlock {path}", rules, PATH_BENEATH, struct.pack("=Qi", rights, opened), 0)
        os.close(opened)
