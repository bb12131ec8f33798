"""The system reads I + γP. Bring γP_π v to the other side of v = R_π + γP_π v, and the sign changes."""

KILLED_BY = (
    "solves_for_the_value_of_a_policy",
    "needs_no_discount",
    "aimless_walks_have_known_values",
    "exact_values_at_the_ends_of_gamma",
)


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    inside, v = ~mdp.terminal, torch.zeros_like(R)
    system = torch.eye(len(R), dtype=R.dtype) + mdp.gamma * P
    v[inside] = torch.linalg.solve(system[inside][:, inside], R[inside])
    return v
