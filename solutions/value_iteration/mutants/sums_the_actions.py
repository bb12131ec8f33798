"""The values of the actions are added without weights: π(a | s) must enter."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return q.sum(1)
