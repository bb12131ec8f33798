"""Where there are as many states as actions, the table is read the wrong way round."""

KILLED_BY = ("sets_of_actions_heed_the_tolerance",)


def optimal_actions(q, atol=1e-9):
    table = q.T if q.shape[0] == q.shape[1] else q
    return [set(row.nonzero().flatten().tolist()) for row in table >= table.amax(1, keepdim=True) - atol]
