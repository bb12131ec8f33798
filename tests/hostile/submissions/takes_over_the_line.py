# expected: attack error, double passed, riddle skipped
# row: none
import os
import socket


def attack():
    ours, theirs = socket.socketpair()
    for descriptor in range(3, 16):
        if descriptor not in (ours.fileno(), theirs.fileno()):
            os.dup2(theirs.fileno(), descriptor)
    os.closerange(16, 256)
    ours.detach()
    os.close(3)
    return []


def double(x):
    return x * 2
