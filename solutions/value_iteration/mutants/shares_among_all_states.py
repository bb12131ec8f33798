"""The probabilities sum to 1 over the whole table. Every *row* is a distribution."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    best = (q >= q.amax(1, keepdim=True) - atol).to(q.dtype)
    return best / best.sum()
