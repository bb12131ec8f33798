# expected: attack passed, double passed, riddle skipped
# row: 20
# without walls: somebody is still running
import ctypes
import os
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NAME = 1, 36, 15


def attack():
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    libc.prctl(PR_SET_NAME, b"systemd", 0, 0, 0)
    for _ in range(3):
        if os.fork() == 0:
            libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
            os.setsid()
            time.sleep(3600)
    return []


def double(x):
    return x * 2
