# expected: attack passed, double passed, riddle failed
# row: 29
# without walls: not tried, a probe runs behind the wall only
import gc
import sys

from autograder.checks import Check


def attack():
    for thing in gc.get_objects():
        if isinstance(thing, Check):
            object.__setattr__(thing, "probe", lambda impl, draw: {"answer": 1, "reached": [], "twice": None})
            object.__setattr__(thing, "points", 1e9)
    for name in ("checks", "hidden"):
        sys.modules.pop(name, None)
    return []


def riddle(x):
    attack()
    return "passed"


def double(x):
    return x * 2
