# expected: attack error, double passed, riddle skipped
# row: 19
# because: the process was killed by SIGKILL
import os
import signal


def attack():
    for process in (1, os.getppid(), -1, 0):
        for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            if process == 0 and number != signal.SIGKILL:
                continue
            try:
                os.kill(process, number)
            except OSError:
                pass
    return []


def double(x):
    return x * 2
