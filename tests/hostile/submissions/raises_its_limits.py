# expected: attack passed, double passed, riddle skipped
# row: none
# without walls: is unlimited
import os
import resource

NAMES = ("AS", "CPU", "NPROC", "NOFILE", "FSIZE", "CORE")


def attack():
    reached = []
    for name in NAMES:
        limit = getattr(resource, f"RLIMIT_{name}")
        soft, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY:
            reached.append(f"{name} is unlimited")
            continue
        for owner in (0, os.getppid(), 1):
            try:
                resource.prlimit(owner, limit, (hard + 1, hard + 1))
                reached.append(f"{name} of {owner}")
            except (OSError, ValueError):
                pass
    try:
        os.nice(-1)
        reached.append("priority")
    except OSError:
        pass
    return reached


def double(x):
    return x * 2
