# expected: attack passed, double passed, riddle skipped
# row: 10
# without walls: note
import os

TARGETS = {}


def attack():
    places = []
    for process in [os.getppid()] if TARGETS["only_bait"] else processes():
        for link in ("root", "cwd", "exe"):
            places += [f"/proc/{process}/{link}{file}" for file in TARGETS["files"]]
        for folder in ("fd", "map_files"):
            try:
                places += [
                    f"/proc/{process}/{folder}/{name}" for name in os.listdir(f"/proc/{process}/{folder}")
                ]
            except OSError:
                pass
    needle = b"-".join((b"canary", b"of", b"the", b"grader"))
    return [place for place in places if not is_pipe(place) and needle in beginning(place)]


def is_pipe(place):
    try:
        return ":[" in os.readlink(place)
    except OSError:
        return False


def beginning(place):
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
        try:
            return os.read(descriptor, 1 << 16)
        finally:
            os.close(descriptor)
    except OSError:
        return b""


def processes():
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []


def double(x):
    return x * 2
