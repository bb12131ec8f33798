# expected: attack error, double error, riddle error
# row: 4
# because: the module does not load: the process ended itself with exit status 0
import os


def attack(status=os._exit(0)):
    return status


def double(x):
    return x * 2
