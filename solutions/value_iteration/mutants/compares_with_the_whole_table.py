"""All values are compared with the largest of the whole table. Every state has a best action of its own."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    best = (q >= q.max() - atol).to(q.dtype)
    return best / best.sum(1, keepdim=True)
