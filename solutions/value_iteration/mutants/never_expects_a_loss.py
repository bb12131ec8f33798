"""Negative values are cut off at 0. A best action may well have a negative value."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * (mdp.P @ q.amax(1).clamp(min=0))
