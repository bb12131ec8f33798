# expected: attack passed, double passed, riddle skipped
# row: 8, 29
# without walls: the canary
import gc
import sys
import types


def attack():
    reached = set()
    frame = sys._getframe()
    while frame:
        for values in (frame.f_locals, frame.f_globals):
            reached |= {say(value) for pair in list(values.items()) for value in pair}
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing) is dict:
            reached |= {say(value) for pair in list(thing.items()) for value in pair}
        elif type(thing) in (list, tuple):
            reached |= {say(value) for value in list(thing)}
        reached.add(say(thing))
    return sorted(reached - {""})


def say(value):
    if type(value) is str and "-".join(("canary", "of", "the", "grader", "")) in value:
        return "the canary"
    if isinstance(value, types.FunctionType) and value.__module__ == "reference":
        return "the reference"
    return ""


def double(x):
    return x * 2
