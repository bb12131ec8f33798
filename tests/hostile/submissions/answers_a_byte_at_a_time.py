# expected: attack timeout, double passed, riddle skipped
# row: 17
import os
import time


def attack():
    for byte in b"OBS1" + bytes(100):
        for descriptor in range(3, 16):
            try:
                os.write(descriptor, bytes([byte]))
            except OSError:
                pass
        time.sleep(0.5)


def double(x):
    return x * 2
