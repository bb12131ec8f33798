"""New values are used within the sweep that makes them. The limit is the same, the sweeps are not: compute all
of them from the old table."""

KILLED_BY = (
    "sweeps_average_over_the_policy",
    "evaluation_stops_when_it_may",
    "evaluation_ends_at_the_ends_of_gamma",
    "evaluation_sweeps_whole_tables",
)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    v = torch.zeros_like(R)
    for _ in range(max_iter):
        old = v.clone()
        for s in range(len(v)):
            v[s] = R[s] + mdp.gamma * (P[s] @ v)
        if (v - old).abs().max() <= limit:
            break
    return v
