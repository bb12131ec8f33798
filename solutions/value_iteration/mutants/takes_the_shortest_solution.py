"""With terminal states inside and γ = 1 there are many solutions, and least squares picks the shortest. In the
right one terminal states have the value 0."""

KILLED_BY = ("needs_no_discount", "aimless_walks_have_known_values")


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    return torch.linalg.pinv(torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P) @ R
