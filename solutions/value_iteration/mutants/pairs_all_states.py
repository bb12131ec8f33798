"""The product of the two tables pairs every state with the policy of every other. Only the diagonal was
wanted."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return pi @ q.T
