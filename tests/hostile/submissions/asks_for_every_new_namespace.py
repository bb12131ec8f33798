# expected: attack passed, double passed, riddle skipped
# row: 25
# without walls: not tried, some systems refuse it to everybody
import ctypes
import os
import platform

COLUMN = ("x86_64", "aarch64").index(platform.machine())
UNSHARE, SETNS, MOUNT, CLONE = (272, 97)[COLUMN], (308, 268)[COLUMN], (165, 40)[COLUMN], (56, 220)[COLUMN]
CLONE3 = 435
FLAGS = [0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x08000000, 0x04000000, 0x02000000, 0x00000080]
SIGCHLD = 17


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    reached = [f"unshare {flag:#x}" for flag in FLAGS if libc.syscall(UNSHARE, flag) == 0]
    for name in ("user", "mnt", "pid", "net", "ipc", "uts", "cgroup"):
        for process in ("1", "self"):
            try:
                handle = os.open(f"/proc/{process}/ns/{name}", os.O_RDONLY)
            except OSError:
                continue
            if libc.syscall(SETNS, handle, 0) == 0:
                reached.append(f"setns {name}")
    for flag in FLAGS[:-1]:
        child = libc.syscall(CLONE, flag | SIGCHLD, 0, 0, 0, 0)
        if child == 0:
            os._exit(0)
        if child > 0:
            reached.append(f"clone {flag:#x}")
        arguments = (ctypes.c_uint64 * 8)(flag, 0, 0, 0, SIGCHLD, 0, 0, 0)
        child = libc.syscall(CLONE3, arguments, 64)
        if child == 0:
            os._exit(0)
        if child > 0:
            reached.append(f"clone3 {flag:#x}")
    if libc.syscall(MOUNT, b"none", b"/tmp", b"tmpfs", 0, 0) == 0:
        reached.append("mount")
    return reached


def double(x):
    return x * 2
