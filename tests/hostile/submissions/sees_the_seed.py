# expected: attack passed, double passed, riddle skipped
# row: 14
# without walls: a published seed
import sys

from autograder.draw import published_seeds


def attack():
    published = {*published_seeds("nothing_is_reached"), *range(100)}
    frame, seen = sys._getframe(), set()
    while frame:
        seen |= {value for value in frame.f_locals.values() if type(value) is int}
        frame = frame.f_back
    seeds = {value for value in seen if value > 99}
    return ["a published seed"] if seeds & published else []


def double(x):
    return x * 2
