# expected: attack error, double passed, riddle error
# row: 17
# because: this answers another question
import os
import struct

TEXT = b'[[["reached",["l",[]]]],null,[],[],0.1]'


def attack():
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("<4sIQ16s", b"OBS1", len(TEXT), 0, bytes(16)) + TEXT)
        except OSError:
            pass
    return ["everything"]


def riddle(x):
    return attack()


def double(x):
    return x * 2
