"""With γ = 1 the scaled tolerance is 0, and you sweep until nothing changes at all. The docstring has a rule of
its own for this γ."""

KILLED_BY = ("iteration_ends_at_the_ends_of_gamma",)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * (1 - mdp.gamma) / mdp.gamma if mdp.gamma else 0.0
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
