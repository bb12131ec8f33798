# expected: attack passed, double passed, riddle skipped
# row: 19
# without walls: environ
import os

TARGETS = {}


def attack():
    reached = []
    for process in [os.getppid()] if TARGETS["only_bait"] else processes():
        if process == os.getpid():
            continue
        for name in ("mem", "environ", "maps", "stack", "syscall", "auxv", "fd", "root", "cwd", "pagemap"):
            path = f"/proc/{process}/{name}"
            try:
                if name in ("fd", "root", "cwd"):
                    os.listdir(path)
                else:
                    os.close(os.open(path, os.O_RDWR if name == "mem" else os.O_RDONLY))
                    open(path, "rb").read(1) if name == "environ" else None
                reached.append(path)
            except OSError:
                pass
    return reached


def processes():
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []


def double(x):
    return x * 2
