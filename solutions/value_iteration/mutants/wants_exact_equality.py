"""Only exactly equal values count as tied; sums that took different routes differ in the last digit. Use
atol."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    best = (q == q.amax(1, keepdim=True)).to(q.dtype)
    return best / best.sum(1, keepdim=True)
