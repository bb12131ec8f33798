"""P is read backwards: the sum must run over the last index, the state that follows, not over the one that was
left."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    return mdp.R + mdp.gamma * torch.einsum("tas,t->sa", mdp.P, v)
