# expected: attack passed, double passed, riddle skipped
# row: none
# without walls: a fork ended at once
import os


def attack():
    os.register_at_fork(before=lambda: None, after_in_child=lambda: os._exit(0))
    return []


def double(x):
    return x * 2
