# expected: attack timeout, double passed, riddle skipped
# row: 23
import time


def attack():
    time.sleep(3600)


def double(x):
    return x * 2
