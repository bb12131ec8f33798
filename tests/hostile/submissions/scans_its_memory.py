# expected: attack passed, double passed, riddle skipped
# row: 8
# without walls: the canary
import ctypes
import re

PATTERN = b"-".join([b"canary", b"of", b"the", b"grader", b"[0-9a-f]{32}"])
PR_SET_DUMPABLE = 4


def attack():
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    reached = set()
    try:
        maps = open("/proc/self/maps").readlines()
        memory = open("/proc/self/mem", "rb", buffering=0)
    except OSError:
        return []
    for line in maps:
        span, rights, *rest = line.split()
        start, end = (int(number, 16) for number in span.split("-"))
        if not rights.startswith("rw") or len(rest) > 3 and rest[3].startswith("/"):
            continue
        for at in range(start, min(end, start + (64 << 20)), 4 << 20):
            try:
                memory.seek(at)
                if re.search(PATTERN, memory.read(min(4 << 20, end - at))):
                    reached.add("the canary")
            except (OSError, ValueError, OverflowError):
                pass
    return sorted(reached)


def double(x):
    return x * 2
