# expected: attack passed, double passed, riddle skipped
# row: 19
# without walls: could be
import os

TARGETS = {}


def attack():
    reached = []
    numbers = [TARGETS["pid"]]
    if not TARGETS["only_bait"]:
        numbers += [*range(TARGETS["pid"] - 50, TARGETS["pid"] + 200)]
    for process in numbers:
        if process in (os.getpid(), os.getppid(), 1) and not TARGETS["only_bait"]:
            continue
        try:
            os.kill(process, 0)
            reached.append(f"a signal could be sent to {process}")
        except OSError:
            pass
        try:
            os.close(os.pidfd_open(process))
            reached.append(f"{process} could be watched")
        except OSError:
            pass
    return reached


def double(x):
    return x * 2
