# expected: attack error, double passed, riddle skipped
# row: 18
# because: a tensor is larger than what came with it
import os
import struct
import sys

ONE = b'["T","float64",[8]]'
TEXT = b'[[["reached",["l",[' + b",".join([ONE] * 50_000) + b"]]]],null,[],[],0.1]"


def attack():
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    forged = struct.pack("<4sIQ16s", b"OBS1", len(TEXT), 64, frame.f_locals["nonce"]) + TEXT + bytes(64)
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
