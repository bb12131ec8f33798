"""γ is missing from the system."""

KILLED_BY = ("solves_for_the_value_of_a_policy", "exact_values_at_the_ends_of_gamma")


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    inside, v = ~mdp.terminal, torch.zeros_like(R)
    system = torch.eye(len(R), dtype=R.dtype) - P
    v[inside] = torch.linalg.solve(system[inside][:, inside], R[inside])
    return v
