# expected: attack skipped, double passed, riddle failed
# row: 13
import os
import sys
import warnings


def double(x):
    say(x)
    return x * 2


def riddle(x):
    say(x)
    return x.double()


def say(x):
    print(x)
    print(x, file=sys.__stderr__)
    warnings.warn(repr(x))
    for descriptor in (0, 1, 2):
        try:
            os.write(descriptor, repr(x).encode())
        except OSError:
            pass
    for device in ("/dev/tty", "/dev/console", "/dev/stderr", "/dev/kmsg", "/dev/log"):
        try:
            with open(device, "w") as file:
                file.write(repr(x))
        except OSError:
            pass
