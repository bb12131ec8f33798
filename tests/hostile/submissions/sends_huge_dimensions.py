# expected: attack error, double passed, riddle error
# row: 18
# because: this is no shape
import os
import struct
import sys

TEXT = b'[[["reached",["T","float64",[0,9223372036854775807,9223372036854775807]]]],null,[],[],0.1]'


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


def riddle(x):
    attack()


def double(x):
    return x * 2
