"""A maximum over the actions evaluates the best policy. This one is given: average over π."""

KILLED_BY = (
    "sweeps_average_over_the_policy",
    "evaluation_stops_when_it_may",
    "evaluation_ends_at_the_ends_of_gamma",
    "sweeps_reach_the_value_of_aimless_walks",
    "evaluation_sweeps_whole_tables",
)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    v = torch.zeros_like(mdp.R[:, 0])
    for _ in range(max_iter):
        old, v = v, (mdp.R + mdp.gamma * (mdp.P @ v)).amax(1)
        if (v - old).abs().max() <= limit:
            break
    return v
