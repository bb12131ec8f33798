"""Actions are numbered from 0."""

KILLED_BY = ("names_every_best_action", "sets_of_actions_heed_the_tolerance")


def optimal_actions(q, atol=1e-9):
    return [{a + 1 for a in row.nonzero().flatten().tolist()} for row in q >= q.amax(1, keepdim=True) - atol]
