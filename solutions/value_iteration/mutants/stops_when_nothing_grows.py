"""The change is taken with its sign, so falling values look like no change at all. Take absolute values."""

KILLED_BY = (
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
        old, v = v, R + mdp.gamma * (P @ v)
        if (v - old).max() <= limit:
            break
    return v
