"""All values are compared with the largest of the whole table. Every state has a best action of its own."""

KILLED_BY = ("names_every_best_action", "sets_of_actions_heed_the_tolerance")


def optimal_actions(q, atol=1e-9):
    return [set(row.nonzero().flatten().tolist()) for row in q >= q.max() - atol]
