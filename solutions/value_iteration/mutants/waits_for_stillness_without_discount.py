"""With γ = 1 the scaled tolerance is 0, and the sweeps go on until nothing moves. For γ = 1 tol itself is the
limit."""

KILLED_BY = ("evaluation_ends_at_the_ends_of_gamma",)


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    limit = tol * (1 - mdp.gamma) / mdp.gamma if mdp.gamma else 0.0
    v = torch.zeros_like(R)
    for _ in range(max_iter):
        old, v = v, R + mdp.gamma * (P @ v)
        if (v - old).abs().max() <= limit:
            break
    return v
