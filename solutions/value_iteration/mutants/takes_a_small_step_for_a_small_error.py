"""The iteration ends when a sweep changes less than tol. With γ near 1 the error is then many times larger:
scale tol by (1 − γ)/γ."""

KILLED_BY = ("evaluation_stops_when_it_may",)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    limit = tol if mdp.gamma else 0.0
    v = torch.zeros_like(R)
    for _ in range(max_iter):
        old, v = v, R + mdp.gamma * (P @ v)
        if (v - old).abs().max() <= limit:
            break
    return v
