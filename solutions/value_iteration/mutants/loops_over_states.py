"""A Python loop over states and actions: one product of a table with a vector does it."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    q = torch.zeros_like(mdp.R)
    for s in range(len(q)):
        for a in range(q.shape[1]):
            q[s, a] = mdp.R[s, a] + mdp.gamma * (mdp.P[s, a] @ v)
    return q
