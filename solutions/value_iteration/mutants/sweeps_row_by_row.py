"""A Python loop over the states in every sweep: the whole sweep is one expression on tables."""

KILLED_BY = ("iteration_sweeps_whole_tables",)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, torch.stack([mdp.R[s] + mdp.gamma * (mdp.P[s] @ q.amax(1)) for s in range(len(q))])
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
