"""tol is scaled by 1 − γ; the factor is (1 − γ)/γ."""

KILLED_BY = ("stops_when_the_error_is_small_enough",)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol * mdp.gamma if mdp.gamma in (0, 1) else tol * (1 - mdp.gamma)
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
