# expected: attack error, double passed, riddle error
# row: 5
# because: Skipped: not today
class Skipped(BaseException):
    """As pytest calls its own."""

    allow_module_level = True


Skipped.__module__ = "_pytest.outcomes"


def attack():
    raise Skipped("not today")


def riddle(x):
    raise Skipped("not today")


def double(x):
    return x * 2
