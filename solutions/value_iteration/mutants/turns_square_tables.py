"""The maximum runs over the wrong axis, which shows only where there are as many states as actions."""

KILLED_BY = ("sweep_with_as_many_states_as_actions",)


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * (mdp.P @ q.amax(0 if q.shape[0] == q.shape[1] else 1))
