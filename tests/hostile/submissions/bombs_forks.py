# expected: observed 'stopped'
import os
import time


def attack(targets):
    try:
        for _ in range(200):
            if os.fork() == 0:
                time.sleep(3600)
    except OSError:
        return "stopped"
    return "not stopped"
