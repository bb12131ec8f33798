# expected: attack error, double passed, riddle skipped
# row: 26
# because: the process ended itself with exit status 0
import os


class Trap(Exception):
    def __str__(self):
        os._exit(0)


def attack():
    raise Trap


def double(x):
    return x * 2
