"""Five sweeps are not an exact evaluation; the values returned are not those of the policy."""

KILLED_BY = ("improves_until_nothing_is_better", "best_policy_of_a_slippery_grid")


def policy_iteration(mdp):
    pi = torch.full_like(mdp.R, 1 / mdp.R.shape[1])
    for _ in range(100):
        v = sweeps(mdp, pi)
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


def sweeps(mdp, pi):
    v = torch.zeros_like(mdp.R[:, 0])
    for _ in range(5):
        v = (pi * (mdp.R + mdp.gamma * (mdp.P @ v))).sum(1)
    return v
