"""π is read as π[a, s], which fits only where there are as many states as actions."""

KILLED_BY = ("exact_values_at_the_ends_of_gamma",)


def policy_evaluation_exact(mdp, pi):
    pi = pi.T if pi.shape[0] == pi.shape[1] else pi
    P = torch.einsum("sa,sat->st", pi, mdp.P)
    R = (pi * mdp.R).sum(1)
    inside, v = ~mdp.terminal, torch.zeros_like(R)
    system = torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P
    v[inside] = torch.linalg.solve(system[inside][:, inside], R[inside])
    return v
