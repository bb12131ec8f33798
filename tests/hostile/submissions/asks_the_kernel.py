# expected: observed []
import ctypes
import errno
import os
import platform

from autograder.grading.linux import MACHINES, REFUSED

CLONE_NEWUSER, CLONE_NEWNS = 0x10000000, 0x00020000


def attack(targets):
    """Every refused call, namespaces by clone, and a program by its C function: those that do not fail."""
    machine = MACHINES[platform.machine()]
    libc = ctypes.CDLL(None, use_errno=True)
    numbers = {name: columns[machine.column] for name, columns in REFUSED.items()}
    calls = {name: (number, 0) for name, number in numbers.items() if number is not None}
    calls |= {f"clone {flag:#x}": (machine.clone, flag) for flag in (CLONE_NEWUSER, CLONE_NEWNS)}
    calls |= {f"{number} on the worker": (number, 1) for number in machine.own_only}
    found = []
    for name, (number, argument) in calls.items():
        ctypes.set_errno(0)
        result = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, (argument, 0, 0, 0, 0, 0)))
        if result != -1 or ctypes.get_errno() != errno.EPERM:
            found.append(f"{name}: {errno.errorcode.get(ctypes.get_errno(), result)}")
    try:
        os.posix_spawn("/python/bin/python3", ["python3"], {})
        found.append("spawn")
    except OSError:
        pass
    return found
