"""All states that *can* follow count the same. Weigh v(s′) by P(s′ | s, a)."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    can = (mdp.P > 0).to(v.dtype)
    return mdp.R + mdp.gamma * (can @ v) / can.sum(2)
