"""The result is float64 though the tables are float32."""

KILLED_BY = ("iteration_ends_at_the_ends_of_gamma",)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma) / mdp.gamma
    q, residuals = torch.zeros_like(mdp.R).double(), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R.double() + mdp.gamma * (mdp.P.double() @ q.amax(1))
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
