"""Only the change of the last state is looked at. The largest change decides."""

KILLED_BY = ("sweeps_reach_the_value_of_aimless_walks",)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    v = torch.zeros_like(R)
    for _ in range(max_iter):
        old, v = v, R + mdp.gamma * (P @ v)
        if (v - old).abs()[-1] <= limit:
            break
    return v
