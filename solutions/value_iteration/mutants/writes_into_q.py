"""q itself has changed: the sweep must leave the old table as it was."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return q.copy_(mdp.R + mdp.gamma * (mdp.P @ q.amax(1)))
