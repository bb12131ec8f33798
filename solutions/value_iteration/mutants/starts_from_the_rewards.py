"""Every iterate is one sweep ahead. The iteration starts from 0, not from R_π, and `max_iter` sweeps are the
most."""

KILLED_BY = (
    "sweeps_average_over_the_policy",
    "evaluation_ends_at_the_ends_of_gamma",
    "evaluation_sweeps_whole_tables",
)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    v = R.clone()
    for _ in range(max_iter):
        old, v = v, R + mdp.gamma * (P @ v)
        if (v - old).abs().max() <= limit:
            break
    return v
