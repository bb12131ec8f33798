# expected: attack failed, double passed, riddle failed
# row: none
import itertools


class Endless(dict):
    def items(self):
        return ((str(n), n) for n in itertools.count())

    def __iter__(self):
        return itertools.count()

    def __len__(self):
        return 1 << 62

    keys = values = __iter__


def attack():
    return Endless()


def riddle(x):
    return itertools.count()


def double(x):
    return x * 2
