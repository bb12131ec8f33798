# expected: attack passed, double passed, riddle skipped
# row: 21
# without walls: not tried, this machine is needed
# unless: without a limit on the memory
import os
import time

HALF = 1 << 29


def attack():
    """Twelve times half a gigabyte, written to; a gigabyte more than two is more than there should be."""
    children = [child for _ in range(12) if (child := fork())]
    time.sleep(1.0)
    alive = [child for child in children if os.waitpid(child, os.WNOHANG)[0] == 0 and resident(child) >= HALF]
    return [f"{len(alive) / 2} GB of memory"] if len(alive) > 6 else []


def fork():
    child = os.fork()
    if child == 0:
        hog = bytearray(HALF)
        hog[::4096] = bytes(HALF // 4096)
        time.sleep(3600)
    return child


def resident(process):
    try:
        with open(f"/proc/{process}/statm") as file:
            return int(file.read().split()[1]) * 4096
    except OSError:
        return HALF


def double(x):
    return x * 2
