"""A Python loop over states and actions: the whole sweep is one expression."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    new = torch.zeros_like(q)
    for s in range(q.shape[0]):
        for a in range(q.shape[1]):
            new[s, a] = mdp.R[s, a] + mdp.gamma * (mdp.P[s, a] @ q.amax(1))
    return new
