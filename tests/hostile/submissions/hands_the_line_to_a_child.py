# expected: attack passed, double passed, riddle skipped
# row: 20
# without walls: somebody is still running
import os
import time


def attack():
    if os.fork() == 0:
        os.setsid()
        time.sleep(0.2)
        while True:
            for descriptor in range(3, 64):
                try:
                    os.write(descriptor, b"noise" * 10)
                except OSError:
                    pass
            time.sleep(0.05)
    return []


def double(x):
    return x * 2
