"""Only the likeliest next state counts. All do, each with its probability."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * q.amax(1)[mdp.P.argmax(2)]
