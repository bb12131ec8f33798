# expected: attack passed, double passed, riddle skipped
# row: none
# without walls: SystemExit
import signal


def attack():
    signal.signal(signal.SIGALRM, ring)
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    signal.setitimer(signal.ITIMER_VIRTUAL, 100)
    return []


def ring(*args):
    raise SystemExit(0)


def double(x):
    return x * 2
