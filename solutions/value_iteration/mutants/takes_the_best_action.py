"""This is the value of the best action. The policy need not take it: average over π."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return q.amax(1)
