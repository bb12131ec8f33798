"""One maximum over the whole table: every next state has a best action of its own."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * q.max() * mdp.P.sum(2)
