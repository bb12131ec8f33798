"""This is the number of an action per state. A policy is a table of probabilities, (S, A)."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    return q.argmax(1)
