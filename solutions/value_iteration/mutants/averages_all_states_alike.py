"""The next states are averaged as if all were equally likely: weigh v(s′) by P(s′ | s, a)."""

KILLED_BY = ("looks_one_step_ahead", "looks_ahead_with_as_many_states_as_actions")


def q_from_v(mdp, v):
    return mdp.R + mdp.gamma * v.mean()
