# expected: observed 'left'
import os
import signal
import time


def attack(targets):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
                signal.signal(number, signal.SIG_IGN) if number < 32 else None
            while True:
                time.sleep(1)
        os._exit(0)
    return "left"
