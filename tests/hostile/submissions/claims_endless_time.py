# expected: attack skipped, double passed, riddle skipped
# row: none
import time


def double(x):
    time.process_time = lambda: 1.7e308
    return x * 2
