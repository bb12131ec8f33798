"""R is read as R[a, s]. That only fits where there are as many states as actions."""

KILLED_BY = ("looks_ahead_with_as_many_states_as_actions",)


def q_from_v(mdp, v):
    R = mdp.R.T if mdp.R.shape[0] == mdp.R.shape[1] else mdp.R
    return R + mdp.gamma * (mdp.P @ v)
