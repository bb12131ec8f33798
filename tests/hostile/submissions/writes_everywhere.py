# expected: attack passed, double passed, riddle skipped
# row: 11
# without walls: writable
import os
import sys

TARGETS = {}


def attack():
    return [file for file in places() if writes(file)]


def places():
    if TARGETS["only_bait"]:
        return [TARGETS["writable"]]
    folders = [
        "/",
        "/dev",
        "/usr",
        "/usr/lib",
        "/etc",
        "/home",
        "/var/tmp",
        "/run",
        "/proc",
        "/proc/sys/kernel",
    ]
    folders += [
        os.path.dirname(sys.modules[name].__file__) for name in ("os", "torch", "numpy", "autograder")
    ]
    files = [os.path.join(folder, "owned") for folder in folders]
    files += ["/proc/sys/kernel/core_pattern", "/proc/self/exe", "/proc/1/mem", "/proc/sysrq-trigger"]
    files += ["/dev/sda", "/dev/vda", "/dev/mem", "/dev/kmsg", sys.executable, "/proc/sys/kernel/hostname"]
    return [*files, TARGETS["writable"], *TARGETS["files"]]


def writes(file):
    try:
        with open(file, "ab") as stream:
            stream.write(b"x")
    except OSError:
        return False
    return True


def double(x):
    return x * 2
