# expected: died: the process ended itself with exit status 0
import os


class Trap(Exception):
    def __str__(self):
        os._exit(0)


def attack(targets):
    raise Trap
