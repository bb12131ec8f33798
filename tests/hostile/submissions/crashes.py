# expected: attack error, double passed, riddle skipped
# row: none
# because: the process was killed by SIGSEGV
import ctypes


def attack():
    ctypes.string_at(0)


def double(x):
    return x * 2
