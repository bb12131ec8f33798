# expected: observed []
import os
import sys


def attack(targets):
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
    files = [os.path.join(folder, "sitecustomize.py") for folder in folders]
    files += [
        "/proc/sys/kernel/core_pattern",
        "/proc/self/exe",
        "/proc/1/mem",
        "/dev/sda",
        "/dev/vda",
        sys.executable,
    ]
    return [file for file in files if writes(file)]


def writes(file):
    try:
        with open(file, "ab") as stream:
            stream.write(b"x")
    except OSError:
        return False
    return True
