"""The number of sweeps is fixed. It depends on γ, on tol and on the process."""

KILLED_BY = (
    "sweeps_average_over_the_policy",
    "evaluation_stops_when_it_may",
    "evaluation_ends_at_the_ends_of_gamma",
    "sweeps_reach_the_value_of_aimless_walks",
    "evaluation_sweeps_whole_tables",
)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    v = torch.zeros_like(R)
    for _ in range(20):
        v = R + mdp.gamma * (P @ v)
    return v
