"""Only one of several best actions is named. All of them are wanted."""

KILLED_BY = ("names_every_best_action", "sets_of_actions_heed_the_tolerance")


def optimal_actions(q, atol=1e-9):
    return [{int(a)} for a in q.argmax(1)]
