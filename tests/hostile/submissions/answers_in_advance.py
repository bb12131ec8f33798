# expected: attack skipped, double failed, riddle skipped
# row: 17
# because: twice: got None
import os
import struct
import sys

TEXT = b'[[["twice",null]],null,[],[],0.1]'


def double(x):
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    for descriptor in range(3, 64):
        try:
            forged = struct.pack("<4sIQ16s", b"OBS1", len(TEXT), 0, frame.f_locals["nonce"]) + TEXT
            os.write(descriptor, forged)
        except OSError:
            pass
    return x * 2
