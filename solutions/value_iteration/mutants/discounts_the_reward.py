"""The reward is discounted along with the future. It is paid at once and counts in full."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    return mdp.gamma * (mdp.R + mdp.P @ v)
