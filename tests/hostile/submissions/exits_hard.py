# expected: attack error, double passed, riddle skipped
# row: 4
# because: the process ended itself with exit status 0
import os


def attack():
    os._exit(0)


def double(x):
    return x * 2
