# expected: attack passed, double passed, riddle skipped
# row: none
# without walls: not tried, nothing is attacked
import os
import resource

KEPT = []


def attack():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        while len(KEPT) < 100_000:
            KEPT.append(os.pipe())
    except OSError:
        pass
    return [] if len(KEPT) < 10_000 else [f"{len(KEPT)} pipes"]


def double(x):
    return x * 2
