"""The table returned is the one before the last sweep."""

KILLED_BY = (
    "every_iterate_is_the_textbooks",
    "stops_when_the_error_is_small_enough",
    "grid_values_follow_the_distance",
    "iteration_ends_at_the_ends_of_gamma",
    "iteration_sweeps_whole_tables",
)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return old, len(residuals), residuals
