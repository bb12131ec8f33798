# expected: died: the process was killed by SIGSEGV
import ctypes


def attack(targets):
    ctypes.string_at(0)
