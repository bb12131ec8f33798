"""The table comes out as (A, S). States first: (S, A)."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    return (mdp.R + mdp.gamma * (mdp.P @ v)).T
