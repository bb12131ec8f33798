# expected: attack error, double passed, riddle skipped
# row: none
# because: the answer broke the protocol of the sandbox
import json
import struct
import sys


class Torn:
    size = 32

    def pack(self, *values):
        return b"OBS1" + bytes(28)


def attack():
    sys.modules["autograder.grading.wire"].HEADER = Torn()
    json.dumps = lambda *args, **kwargs: "[]"
    struct.pack = lambda *args: b""
    return []


def double(x):
    return x * 2
