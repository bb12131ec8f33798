# expected: attack passed, double passed, riddle skipped
# row: 20
# without walls: somebody is still running
import os
import signal
import time


def attack():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in range(1, 32):
                if number not in (signal.SIGKILL, signal.SIGSTOP):
                    signal.signal(number, signal.SIG_IGN)
            os.closerange(0, 3)
            time.sleep(3600)
        os._exit(0)
    return []


def double(x):
    return x * 2
