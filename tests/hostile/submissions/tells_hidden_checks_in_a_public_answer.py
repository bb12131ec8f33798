# expected: attack passed, double passed, riddle skipped
# row: 13
# without walls: input-of-a-hidden-check
import gc
import linecache
import sys
import types


def attack():
    found = {str(value) for value in vars(sys.modules.get("hidden", types)).values() if type(value) is str}
    found |= {line for name, entry in linecache.cache.items() if "hidden" in name for line in entry[-2]}
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType):
            found |= {str(constant) for constant in thing.__code__.co_consts}
            found |= {str(value) for value in thing.__globals__.values() if type(value) is str}
        elif type(thing) is dict:
            found |= {value for value in list(thing.values()) if type(value) is str}
    needle = "-".join(("of", "a", "hidden", "check", ""))
    return sorted(text for text in found if needle in text)


def double(x):
    return x * 2
