# expected: attack passed, double passed, riddle skipped
# row: 19
# without walls: ptrace
import ctypes
import errno
import os
import platform

TARGETS = {}
PTRACE_TRACEME, PTRACE_SEIZE = 0, 0x4206
COLUMN = ("x86_64", "aarch64").index(platform.machine())
CALLS = {"reads": (310, 270)[COLUMN], "writes": (311, 271)[COLUMN], "compares": (312, 272)[COLUMN]}
PIDFD_GETFD = 438


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    reached = []
    if libc.ptrace(PTRACE_TRACEME, 0, 0, 0) == 0:
        reached.append("ptrace")
    for process in [] if TARGETS["only_bait"] else processes():
        if process == os.getpid():
            continue
        if libc.ptrace(PTRACE_SEIZE, process, 0, 0) == 0:
            reached.append(f"ptrace of {process}")
        for name, number in CALLS.items():
            ctypes.set_errno(0)
            result = libc.syscall(number, process, *[ctypes.c_long(0)] * 5)
            if result != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ESRCH, errno.EINVAL):
                reached.append(f"{name} {process}")
        try:
            handle = os.pidfd_open(process)
            if libc.syscall(PIDFD_GETFD, handle, 3, 0) != -1:
                reached.append(f"descriptors of {process}")
        except OSError:
            pass
    return reached


def processes():
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []


def double(x):
    return x * 2
