"""Nearness is measured relative to the size of the values (`isclose` has an rtol of its own). atol is
absolute."""

KILLED_BY = ("ties_share_the_probability", "nearness_is_absolute")


def greedy_policy(q, atol=1e-9):
    best = torch.isclose(q, q.amax(1, keepdim=True), atol=atol).to(q.dtype)
    return best / best.sum(1, keepdim=True)
