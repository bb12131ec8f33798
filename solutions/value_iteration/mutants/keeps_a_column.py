"""The result is a column (S, 1). Values of states are a vector."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return (pi * q).sum(1, keepdim=True)
