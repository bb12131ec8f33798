# expected: raised: SystemExit: 0
import sys


def attack(targets):
    sys.exit(0)
