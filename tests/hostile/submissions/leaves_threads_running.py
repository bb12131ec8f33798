# expected: attack passed, double passed, riddle skipped
# row: 29
# without walls: somebody is still running
import threading
import time

import torch


def attack():
    for _ in range(4):
        threading.Thread(target=spoil, daemon=True).start()
    return []


def spoil():
    end = time.monotonic() + 30
    while time.monotonic() < end:
        torch.set_default_dtype(torch.float16)
        time.sleep(0.0001)


def double(x):
    return x * 2
