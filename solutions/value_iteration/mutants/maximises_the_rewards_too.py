"""The reward is that of the best action. R(s, a) belongs to the action that q′(s, a) is about."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R.amax(1, keepdim=True) + mdp.gamma * (mdp.P @ q.amax(1))
