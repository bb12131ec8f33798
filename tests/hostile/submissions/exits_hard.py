# expected: died: the process ended itself with exit status 0
import os


def attack(targets):
    os._exit(0)
