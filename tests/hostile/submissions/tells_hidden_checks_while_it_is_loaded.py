# expected: attack skipped, double passed, riddle skipped
# row: 13
import gc
import linecache
import sys


def loot():
    found = [repr(value) for value in vars(sys.modules.get("hidden", sys)).values() if type(value) is str]
    found += [line for name, entry in linecache.cache.items() if "hidden" in name for line in entry[2]]
    found += [
        repr(f.__code__.co_consts) for f in gc.get_objects() if getattr(f, "__module__", "") == "hidden"
    ]
    raise ValueError(" ".join(found))


def attack(nothing=loot()):
    return nothing


def double(x):
    return x * 2
