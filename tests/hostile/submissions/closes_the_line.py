# expected: attack error, double passed, riddle skipped
# row: none
import os


def attack():
    os.closerange(0, 256)
    return []


def double(x):
    return x * 2
