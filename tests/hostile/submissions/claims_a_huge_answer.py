# expected: died: the answer broke the protocol of the sandbox: the frame is too large
import os
import sys

from autograder.grading import wire


def attack(targets):
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    os.write(3, wire.HEADER.pack(wire.MAGIC, 2, 1 << 45, frame.f_locals["nonce"]) + b"[]")
