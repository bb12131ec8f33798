"""R is averaged over the policy, P is not: it is averaged over all actions alike."""

KILLED_BY = ("solves_for_the_value_of_a_policy", "needs_no_discount", "exact_values_at_the_ends_of_gamma")


def policy_evaluation_exact(mdp, pi):
    P = mdp.P.mean(1)
    R = (pi * mdp.R).sum(1)
    inside, v = ~mdp.terminal, torch.zeros_like(R)
    system = torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P
    v[inside] = torch.linalg.solve(system[inside][:, inside], R[inside])
    return v
