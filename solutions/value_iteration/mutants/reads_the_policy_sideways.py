"""π is read as π[a, s]. That only fits where there are as many states as actions."""

KILLED_BY = ("weighs_with_as_many_states_as_actions",)


def v_from_q(q, pi):
    pi = pi.T if pi.shape[0] == pi.shape[1] else pi
    return (pi * q).sum(1)
