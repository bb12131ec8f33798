# expected: attack error, double passed, riddle skipped
# row: 4
# because: SystemExit: 0
import sys


def attack():
    sys.exit(0)


def double(x):
    return x * 2
