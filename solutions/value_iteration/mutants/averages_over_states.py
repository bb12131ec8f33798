"""The sum runs over the states and leaves one number per action. It should run over the actions."""

KILLED_BY = ("weighs_actions_by_the_policy", "weighs_with_as_many_states_as_actions")


def v_from_q(q, pi):
    return (pi * q).sum(0)
