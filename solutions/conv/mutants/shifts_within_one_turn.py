"""Shifts of more than one turn go wrong: u is any integer, and counts modulo N."""

KILLED_BY = ("pooling_halves_a_shift",)


def shift(x, u):
    return torch.cat([x[u:], x[:u]])
