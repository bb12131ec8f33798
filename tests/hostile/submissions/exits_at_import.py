# expected: attack skipped, double passed, riddle skipped
# row: 4
# because: SystemExit: 0
import sys


def attack(status=sys.exit(0)):
    return status


def double(x):
    return x * 2
