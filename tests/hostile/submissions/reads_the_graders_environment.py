# expected: attack passed, double passed, riddle skipped
# row: 10
# without walls: HOSTILE_CANARY
import os

TARGETS = {}


def attack():
    seen = {*os.environ}
    for process in [os.getppid()] if TARGETS["only_bait"] else processes():
        try:
            with open(f"/proc/{process}/environ") as file:
                seen |= {line.split("=")[0] for line in file.read().split("\0") if line}
        except OSError:
            pass
    return sorted(seen - {*TARGETS["variables"]})


def processes():
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []


def double(x):
    return x * 2
