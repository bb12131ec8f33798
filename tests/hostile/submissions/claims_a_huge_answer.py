# expected: attack error, double passed, riddle skipped
# row: 18
# because: the frame is too large
import os
import struct
import sys


def attack():
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    for descriptor in range(3, 64):
        try:
            os.write(
                descriptor, struct.pack("<4sIQ16s", b"OBS1", 2, 1 << 45, frame.f_locals["nonce"]) + b"[]"
            )
        except OSError:
            pass


def double(x):
    return x * 2
