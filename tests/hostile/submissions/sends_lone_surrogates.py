# expected: attack failed, double passed, riddle skipped
# row: 18
import os
import struct
import sys

TEXT = rb'[[["reached",["l",["\ud800\udfff\u202e\u0000\u001b[2J"]]]],null,["\ud800"],[],0.1]'


def attack():
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
