# expected: attack error, double passed, riddle skipped
# row: 18
# because: the text is not JSON
import os
import struct
import sys

TEXT = b'[[["reached",' + b"9" * 1_000_000 + b"]],null,[],[],0.1]"


def attack():
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    forged = struct.pack("<4sIQ16s", b"OBS1", len(TEXT), 0, frame.f_locals["nonce"]) + TEXT
    send(forged)
    os._exit(0)


def send(data):
    for descriptor in range(3, 64):
        try:
            at = 0
            while at < len(data):
                at += os.write(descriptor, data[at:])
        except OSError:
            pass


def double(x):
    return x * 2
