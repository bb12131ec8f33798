"""P is read backwards: the sum must run over its last index, the state that follows."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * torch.einsum("tas,t->sa", mdp.P, q.amax(1))
