"""γ enters twice. One step ahead costs one factor γ."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    return mdp.R + mdp.gamma * (mdp.P @ (mdp.gamma * v))
