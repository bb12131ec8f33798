"""All actions count the same here. Weigh q(s, a) by π(a | s)."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return q.mean(1)
