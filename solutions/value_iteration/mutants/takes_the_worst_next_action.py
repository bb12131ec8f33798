"""The worst action of the next state is taken. There, too, the agent chooses the best one."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * (mdp.P @ q.amin(1))
