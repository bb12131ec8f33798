"""The reward is that of the state that follows. Here it belongs to the state that is left and the action: R[s,
a]."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    return torch.einsum("sat,ta->sa", mdp.P, mdp.R) + mdp.gamma * (mdp.P @ v)
