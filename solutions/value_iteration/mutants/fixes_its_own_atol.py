"""atol is fixed, whatever the argument says."""

KILLED_BY = ("sets_of_actions_heed_the_tolerance",)


def optimal_actions(q, atol=1e-9):
    return [set(row.nonzero().flatten().tolist()) for row in q >= q.amax(1, keepdim=True) - 1e-9]
