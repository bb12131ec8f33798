"""The few calls to the kernel that Python 3.11 has no name for."""

from __future__ import annotations

import ctypes
import mmap
import os
import platform
import signal
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
MADV_COLLAPSE = 25
HUGE_PAGE = 2 << 20

CLONE = {"x86_64": 56, "aarch64": 220}

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC_WITH_PYTHON_HELD = ctypes.PyDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    """The result of a call that says −1 when it failed.

    Raises:
        OSError: it did.
    """
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def syscall(number: int, what: str, *arguments: object) -> int:
    """Call the kernel by number; integers are passed as words, bytes as addresses.

    Raises:
        OSError: the kernel refused.
    """
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return checked(_LIBC.syscall(ctypes.c_long(number), *words), what)


def prctl(option: int, *values: int) -> None:
    """Change something about this process.

    Raises:
        OSError: the kernel refused.
    """
    padded = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    checked(_LIBC.prctl(ctypes.c_int(option), *padded), f"prctl {option}")


def fork_into(namespaces: int) -> int:
    """`os.fork` from a process of one thread, whose child begins in new namespaces of those flags.

    To fork first and unshare then would take two forks, for process numbers are new only for a child.

    Raises:
        OSError: the kernel refused.
    """
    call, api = _LIBC_WITH_PYTHON_HELD.syscall, ctypes.pythonapi
    words = [ctypes.c_long(n) for n in (CLONE[platform.machine()], namespaces | signal.SIGCHLD, 0, 0, 0, 0)]
    api.PyOS_BeforeFork()
    process: int = call(*words)
    (api.PyOS_AfterFork_Parent if process else api.PyOS_AfterFork_Child)()
    return checked(process, "clone")


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """Mount a file system, or change how one is mounted.

    Raises:
        OSError: the kernel refused.
    """
    texts = [text.encode() or None for text in (source, target, kind)]
    result = _LIBC.mount(*texts, ctypes.c_ulong(flags), data.encode() or None)
    checked(result, f"mount {kind} on {target}")


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def collapse_memory() -> None:
    """Gather this process's own memory into pages of 2 MB, as far as the kernel (6.1 or later) agrees.

    A fork copies the table of its parent's pages: 70,000 small ones once torch is imported, which costs more
    than all that a submission's probes do; of the large ones it copies 150 and splits those it writes to.
    """
    for line in Path("/proc/self/maps").read_text("ascii", "replace").splitlines():
        span, permissions, *rest = line.split()
        if "w" not in permissions or (len(rest) > 3 and rest[3] != "[heap]"):
            continue
        start, end = (int(address, 16) for address in span.split("-"))
        first, last = -(-start // HUGE_PAGE) * HUGE_PAGE, end // HUGE_PAGE * HUGE_PAGE
        if first < last:  # where it is refused, pages stay small and forks dear
            _LIBC.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), MADV_COLLAPSE)


def forget_files() -> None:
    """Let go of pages of libraries that only this process has looked at: they come back when they are needed.

    Loading torch touches 200 MB of them, and no fork inherits them.
    """
    first = last = 0
    for line in Path("/proc/self/smaps").read_text("ascii", "replace").splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            of_file = len(words) > 5 and words[5].startswith("/") and "w" not in words[1]
            first, last = (int(address, 16) for address in words[0].split("-")) if of_file else (0, 0)
        elif words[:2] == ["Anonymous:", "0"] and last:  # with pages of our own, they would be lost
            _LIBC.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), mmap.MADV_DONTNEED)


def address_space() -> int:
    """Bytes of address space that this process has."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * mmap.PAGESIZE
