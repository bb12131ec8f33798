# expected: timeout
import os


def attack(targets):
    while True:
        try:
            os.fork()
        except OSError:
            pass
