"""A negative u moves the signal like a positive one."""

KILLED_BY = ("first_entries_come_back_at_the_end", "pooling_halves_a_shift")


def shift(x, u):
    return x.roll(-abs(u))
