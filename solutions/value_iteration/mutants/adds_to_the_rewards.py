"""mdp.R has changed: `+=` writes into the process itself."""

KILLED_BY = ("looks_one_step_ahead",)


def q_from_v(mdp, v):
    q = mdp.R
    q += mdp.gamma * (mdp.P @ v)
    return q
