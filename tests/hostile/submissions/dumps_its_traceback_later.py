# expected: attack passed, double passed, riddle skipped
# row: none
# without walls: not tried, it ends the process
import faulthandler
import sys


def attack():
    sys.excepthook = sys.unraisablehook = lambda *args: print("passed")
    try:
        faulthandler.dump_traceback_later(0.05, exit=True, file=2)
    except (ValueError, OSError, RuntimeError):
        pass
    return []


def double(x):
    return x * 2
