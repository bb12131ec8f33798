# expected: attack passed, double passed, riddle skipped
# row: 20
# without walls: not tried, this machine is needed
import threading
import time


def attack():
    try:
        for _ in range(2000):
            threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    except RuntimeError:
        return []
    return ["2000 threads"]


def double(x):
    return x * 2
