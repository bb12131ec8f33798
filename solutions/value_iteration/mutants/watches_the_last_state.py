"""Only the change in the last state is looked at. The largest change of the whole table decides."""

KILLED_BY = (
    "stops_when_the_error_is_small_enough",
    "iteration_ends_at_the_ends_of_gamma",
    "large_grids_take_as_many_sweeps_as_they_need",
)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
        residuals.append(float((q - old).abs()[-1].max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
