"""The next state is valued with the same action again. The next action is free: take the best one there."""

KILLED_BY = ("one_sweep_takes_the_best_next_action", "sweep_with_as_many_states_as_actions")


def bellman_optimality(mdp, q):
    return mdp.R + mdp.gamma * torch.einsum("sat,ta->sa", mdp.P, q)
