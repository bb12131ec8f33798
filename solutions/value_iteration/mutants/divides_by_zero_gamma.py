"""γ = 0 divides by zero in the stopping rule. The docstring says what holds then."""

KILLED_BY = ("iteration_ends_at_the_ends_of_gamma",)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol if mdp.gamma == 1 else tol * (1 - mdp.gamma) / mdp.gamma
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
