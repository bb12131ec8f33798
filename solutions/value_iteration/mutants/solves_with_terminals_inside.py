"""With γ = 1 the system has no unique solution while terminal states take part in it: their value is known, so
leave them out."""

KILLED_BY = ("needs_no_discount", "aimless_walks_have_known_values", "exact_values_at_the_ends_of_gamma")


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    return torch.linalg.solve(torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P, R)
