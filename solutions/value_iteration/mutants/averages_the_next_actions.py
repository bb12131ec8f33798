"""The next action is drawn at random here. The best one is taken: a maximum, not a mean."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * (mdp.P @ q.mean(1))
