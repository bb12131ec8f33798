"""mdp.R has changed: the rewards were averaged in place."""

KILLED_BY = ("sweeps_average_over_the_policy",)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    mdp.R.mul_(pi)
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = mdp.R.sum(1)
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    v = torch.zeros_like(R)
    for _ in range(max_iter):
        old, v = v, R + mdp.gamma * (P @ v)
        if (v - old).abs().max() <= limit:
            break
    return v
