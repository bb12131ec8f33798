"""The policy does not enter: all actions count alike."""

KILLED_BY = ("solves_for_the_value_of_a_policy", "needs_no_discount", "exact_values_at_the_ends_of_gamma")


def policy_evaluation_exact(mdp, pi):
    pi = torch.full_like(pi, 1 / pi.shape[1])
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    inside, v = ~mdp.terminal, torch.zeros_like(R)
    system = torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P
    v[inside] = torch.linalg.solve(system[inside][:, inside], R[inside])
    return v
