# expected: attack skipped, double passed, riddle skipped
# row: 16
import threading
import time

KEPT = []


def double(x):
    KEPT.append(x)
    if len(KEPT) == 1:
        threading.Thread(target=spoil, daemon=True).start()
    return x * 2


def spoil():
    for _ in range(200):
        for x in [*KEPT][:-1]:
            if not isinstance(x, str):
                x.zero_()
        time.sleep(0.001)
