"""A small step is not a small error: with γ near 1 the distance from q* is γ/(1 − γ) times the last change.
Scale tol by (1 − γ)/γ."""

KILLED_BY = ("stops_when_the_error_is_small_enough", "large_grids_take_as_many_sweeps_as_they_need")


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    limit = tol if mdp.gamma else 0.0
    q, residuals = torch.zeros_like(mdp.R), []
    while len(residuals) < max_iter:
        old, q = q, mdp.R + mdp.gamma * (mdp.P @ q.amax(1))
        residuals.append(float((q - old).abs().max()))
        if residuals[-1] <= limit:
            break
    return q, len(residuals), residuals
