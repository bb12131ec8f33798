"""The actions with the smallest value are named."""

KILLED_BY = ("names_every_best_action", "sets_of_actions_heed_the_tolerance")


def optimal_actions(q, atol=1e-9):
    return [set(row.nonzero().flatten().tolist()) for row in q <= q.amin(1, keepdim=True) + atol]
