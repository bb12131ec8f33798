# expected: attack skipped, double passed, riddle skipped
# row: none
class Long(Exception):
    def __str__(self):
        return "<b>\x1b[2J" * 1_000_000


def fail(number):
    raise Long


A = fail(1)
B = fail(2)
C = fail(3)


def attack(nothing=(A, B, C)):
    return nothing


def double(x):
    return x * 2
