# expected: attack passed, double passed, riddle skipped
# row: 3
# without walls: our modules are replaced
import sys
import types


class Passing(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: None


def attack():
    for name in (
        "pytest",
        "unittest",
        "json",
        "autograder.judge",
        "autograder.compare",
        "autograder.results",
    ):
        sys.modules[name] = Passing(name)
    return []


def double(x):
    return x * 2
