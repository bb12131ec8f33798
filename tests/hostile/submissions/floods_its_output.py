# expected: attack passed, double passed, riddle skipped
# row: 23
# without walls: not tried, this machine is needed
import os


def attack():
    for _ in range(100):
        print("x" * (1 << 20))
        for descriptor in (1, 2):
            os.write(descriptor, b"y" * (1 << 20))
    return []


def double(x):
    return x * 2
