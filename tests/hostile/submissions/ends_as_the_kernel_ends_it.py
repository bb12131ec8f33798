# expected: attack timeout, double passed, riddle skipped
# row: 23
import os
import signal


def attack():
    os.kill(os.getpid(), signal.SIGXCPU)


def double(x):
    return x * 2
