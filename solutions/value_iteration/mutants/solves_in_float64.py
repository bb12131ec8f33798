"""The result is float64 though the tables are float32."""

KILLED_BY = ("exact_values_at_the_ends_of_gamma",)


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P).double()
    R = (pi * mdp.R).sum(1).double()
    inside, v = ~mdp.terminal, torch.zeros_like(R)
    system = torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P
    v[inside] = torch.linalg.solve(system[inside][:, inside], R[inside])
    return v
