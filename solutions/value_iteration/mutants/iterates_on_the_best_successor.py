"""The best reachable state is taken as if the agent could choose it. The maximum is over actions; chance
chooses the state."""

KILLED_BY = (
    "iteration_ends_at_the_ends_of_gamma",
    "iteration_sweeps_whole_tables",
    "large_grids_take_as_many_sweeps_as_they_need",
)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * torch.where(mdp.P > 0, q.amax(1), q.min()).amax(2)
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
