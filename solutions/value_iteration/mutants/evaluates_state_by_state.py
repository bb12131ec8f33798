"""A Python loop over the states in every sweep: one product of a matrix with a vector does it."""

KILLED_BY = ("evaluation_sweeps_whole_tables",)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    v = torch.zeros_like(R)
    for _ in range(max_iter):
        old, v = v, torch.stack([R[s] + mdp.gamma * (P[s] @ v) for s in range(len(R))])
        if (v - old).abs().max() <= limit:
            break
    return v
