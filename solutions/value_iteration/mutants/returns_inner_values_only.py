"""The result has no entries for the terminal states. It should have one for every state, 0 for terminal
ones."""

KILLED_BY = (
    "solves_for_the_value_of_a_policy",
    "needs_no_discount",
    "aimless_walks_have_known_values",
    "exact_values_at_the_ends_of_gamma",
)


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    inside = ~mdp.terminal
    system = torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P
    return torch.linalg.solve(system[inside][:, inside], R[inside])
