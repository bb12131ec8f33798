"""The signal moves the other way: with u = 1 entry 1 becomes entry 0, and the first one leaves."""

KILLED_BY = ("first_entries_come_back_at_the_end", "pooling_halves_a_shift")


def shift(x, u):
    return x.roll(u)
