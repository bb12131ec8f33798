"""What leaves at the front is replaced by zeros. On a circle it comes back at the end."""

KILLED_BY = ("first_entries_come_back_at_the_end", "pooling_halves_a_shift")


def shift(x, u):
    y = x.roll(-u)
    if u > 0:
        y[len(x) - u :] = 0
    elif u < 0:
        y[:-u] = 0
    return y
