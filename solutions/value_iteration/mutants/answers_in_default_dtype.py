"""The result is float32 though q is float64 (`.float()`, or a new tensor without dtype)."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    best = (q >= q.amax(1, keepdim=True) - atol).float()
    return best / best.sum(1, keepdim=True)
