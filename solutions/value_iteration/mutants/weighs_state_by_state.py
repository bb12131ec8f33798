"""A comprehension over the states: one product of two tables and a sum does it."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return torch.stack([p @ row for p, row in zip(pi, q)])
