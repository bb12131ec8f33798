# expected: attack error, double passed, riddle error
# row: none
# because: the process was killed by SIGSEGV
import sys


class Deep:
    def __repr__(self):
        return repr(self)


def attack():
    sys.setrecursionlimit(1 << 30)
    return repr(Deep())


def riddle(x):
    return riddle(x)


def double(x):
    return x * 2
