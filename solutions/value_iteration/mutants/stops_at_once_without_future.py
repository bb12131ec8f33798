"""With γ = 0 the first sweep is already exact, but the rule is that the last sweep changes nothing: there is
one more."""

KILLED_BY = ("iteration_ends_at_the_ends_of_gamma",)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * (1 - mdp.gamma) / mdp.gamma if 0 < mdp.gamma < 1 else tol if mdp.gamma else float("inf")
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
