"""The reward is that of the next state. In this assignment it belongs to the state that is left: R(s, a)."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return torch.einsum("sat,ta->sa", mdp.P, mdp.R) + mdp.gamma * (mdp.P @ q.amax(1))
