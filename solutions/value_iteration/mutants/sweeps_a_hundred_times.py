"""A hundred sweeps are not the solution: the error shrinks like γ^k, and γ may be 0.999 or 1."""

KILLED_BY = ("needs_no_discount", "aimless_walks_have_known_values")


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    v = torch.zeros_like(R)
    for _ in range(100):
        v = R + mdp.gamma * (P @ v)
    return v
