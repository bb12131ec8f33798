"""With γ = 1 a policy that never ends has no value, and a system with terminal states inside no unique
solution: start from the uniform policy, and leave terminal states out."""

KILLED_BY = ("any_choice_among_ties_will_do",)


def policy_iteration(mdp):
    pi = torch.eye(mdp.R.shape[1], dtype=mdp.R.dtype)[0].repeat(len(mdp.R), 1)
    for _ in range(100):
        v = value_under(mdp, pi)
        q = mdp.R + mdp.gamma * (mdp.P @ v)
        best = q >= q.amax(1, keepdim=True) - 1e-9
        if not pi[~best].any():
            break
        pi = best / best.sum(1, keepdim=True, dtype=pi.dtype)
    return pi, v


def value_under(mdp, pi):
    P, R = torch.einsum("sa,sat->st", pi, mdp.P), (pi * mdp.R).sum(1)
    inside, v = ~mdp.terminal, torch.zeros_like(R)
    system = torch.eye(len(R), dtype=R.dtype) - mdp.gamma * P
    v[inside] = torch.linalg.solve(system[inside][:, inside], R[inside])
    return v
