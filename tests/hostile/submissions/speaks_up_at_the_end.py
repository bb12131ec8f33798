# expected: attack passed, double passed, riddle skipped
# row: 4
# without walls: said at the exit
import atexit
import os
import signal


def attack():
    reached = []
    atexit.register(reached.append, "said at the exit")
    atexit.register(os.write, 1, b"passed")
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    return reached


def double(x):
    return x * 2
