"""atol is fixed, whatever the argument says."""

KILLED_BY = ("nearness_is_absolute",)


def greedy_policy(q, atol=1e-9):
    best = (q >= q.amax(1, keepdim=True) - 1e-9).to(q.dtype)
    return best / best.sum(1, keepdim=True)
