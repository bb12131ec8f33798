# expected: attack error, double passed, riddle skipped
# row: 17
# because: this is no frame
import os


def attack():
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"GET / HTTP/1.1\r\nHost: grader\r\n\r\n")
        except OSError:
            pass
    return []


def double(x):
    return x * 2
