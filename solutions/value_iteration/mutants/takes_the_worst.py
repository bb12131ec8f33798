"""The smallest value is taken. The best action has the largest."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    best = (q <= q.amin(1, keepdim=True) + atol).to(q.dtype)
    return best / best.sum(1, keepdim=True)
