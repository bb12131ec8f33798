"""Multiplies by itself: twice is once more, not as often as it is large."""

KILLED_BY = ("doubles_what_it_is_given",)


def double(x):
    return x * x
