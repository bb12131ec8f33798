# expected: attack skipped, double passed, riddle error
# row: 18, 29
import os
import struct
import sys

TEXT = b'[null,["internal","","our own fault",[]],[],[],0.1]'


def riddle(x):
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    forged = struct.pack("<4sIQ16s", b"OBS1", len(TEXT), 0, frame.f_locals["nonce"]) + TEXT
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, forged)
        except OSError:
            pass
    os._exit(0)


def double(x):
    return x * 2
