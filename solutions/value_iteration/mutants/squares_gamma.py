"""γ enters twice. A sweep looks one step ahead and discounts once."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma**2 * (mdp.P @ q.amax(1))
