"""The reward is discounted along with the future. It is paid at once and counts in full."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.gamma * (mdp.R + mdp.P @ q.amax(1))
