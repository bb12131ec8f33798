# expected: attack passed, double passed, riddle skipped
# row: 20
# without walls: not tried, this machine is needed
import os
import time


def attack():
    try:
        for _ in range(2000):
            if os.fork() == 0:
                time.sleep(3600)
    except OSError:
        return []
    return ["2000 processes"]


def double(x):
    return x * 2
