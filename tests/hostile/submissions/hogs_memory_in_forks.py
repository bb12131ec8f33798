# expected: attack passed, double passed, riddle skipped
# row: 21
# without walls: not tried, this machine is needed
# unless: without a limit on the memory
import os
import time
from contextlib import suppress

HALF = 1 << 29


def attack():
    """Eight times half a gigabyte, written to; a gigabyte more than two is more than there should be."""
    told, tell = os.pipe()
    children = [child for _ in range(8) if (child := fork(tell))]
    os.set_blocking(told, False)
    full, alive = b"", children
    for _ in range(25):
        time.sleep(0.1)
        with suppress(BlockingIOError):
            full += os.read(told, 4096)
        alive = [child for child in alive if os.waitpid(child, os.WNOHANG)[0] == 0]
        if len(full.split()) > 6 or len(alive) < 7:
            break
    alive = [child for child in alive if str(child).encode() in full.split()]
    return [f"{len(alive) / 2} GB of memory"] if len(alive) > 6 else []


def fork(tell):
    """A process that says so when it has written to half a gigabyte of its own."""
    child = os.fork()
    if child == 0:
        hog = bytearray(HALF)
        hog[::4096] = bytes(HALF // 4096)
        os.write(tell, f"{os.getpid()} ".encode())
        time.sleep(3600)
    return child


def double(x):
    return x * 2
