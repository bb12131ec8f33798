"""For every action the best states are named. It should be the other way round."""

KILLED_BY = ("names_every_best_action", "sets_of_actions_heed_the_tolerance")


def optimal_actions(q, atol=1e-9):
    return [set(row.nonzero().flatten().tolist()) for row in (q >= q.amax(0, keepdim=True) - atol).T]
