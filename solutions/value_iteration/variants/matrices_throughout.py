"""Everything a matrix product: returns by a triangular matrix, an inverse for exact values, one-hot policies."""

import math


def weights(rewards, gamma):
    age = torch.arange(len(rewards)).unsqueeze(0) - torch.arange(len(rewards)).unsqueeze(1)
    return torch.where(
        age >= 0, gamma ** age.clamp(min=0).to(rewards.dtype), torch.zeros((), dtype=rewards.dtype)
    )


def discounted_return(rewards, gamma):
    return float((weights(rewards, gamma)[:1] @ rewards).sum())


def returns_to_go(rewards, gamma):
    return weights(rewards, gamma) @ rewards


def q_from_v(mdp, v):
    S, A = mdp.R.shape
    return (mdp.R.reshape(-1) + mdp.gamma * torch.mv(mdp.P.reshape(S * A, S), v)).reshape(S, A)


def v_from_q(q, pi):
    return torch.bmm(pi.unsqueeze(1), q.unsqueeze(2)).reshape(-1)


def policy_evaluation_exact(mdp, pi):
    live = (~mdp.terminal).to(mdp.P.dtype)
    P = torch.bmm(pi.unsqueeze(1), mdp.P).squeeze(1) * live * live.unsqueeze(1)
    return torch.linalg.inv(torch.eye(len(P), dtype=P.dtype) - mdp.gamma * P) @ (live * (pi * mdp.R).sum(1))


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    v, change, sweeps = mdp.R.new_zeros(len(mdp.R)), math.inf, 0
    limit = {0.0: 0.0, 1.0: tol}.get(float(mdp.gamma))
    limit = tol * (1 / mdp.gamma - 1) if limit is None else limit
    while change > limit and sweeps < max_iter:
        q = mdp.R + mdp.gamma * (mdp.P @ v)
        new = (q * pi).sum(-1)
        change, v, sweeps = float(torch.dist(new, v, p=math.inf)), new, sweeps + 1
    return v


def bellman_optimality(mdp, q):
    best = q.topk(1, dim=1).values
    return (mdp.R.unsqueeze(2) + mdp.gamma * (mdp.P @ best)).squeeze(2)


def greedy_policy(q, atol=1e-9):
    near = torch.isclose(q, q.max(dim=1, keepdim=True).values, rtol=0.0, atol=atol).to(q.dtype)
    return torch.nn.functional.normalize(near, p=1.0, dim=1)


def contraction_ratios(residuals):
    r = torch.tensor(residuals, dtype=torch.float64)
    ratios = r[1:] / r[:-1]
    return ratios[r[:-1] > 0].tolist()


def policy_iteration(mdp):
    eye = torch.eye(mdp.R.shape[1], dtype=mdp.R.dtype)
    pi = torch.full_like(mdp.R, 1 / mdp.R.shape[1])
    v = policy_evaluation_exact(mdp, pi)
    while True:
        better = eye[(mdp.R + mdp.gamma * (mdp.P @ v)).argmax(1)]
        new = policy_evaluation_exact(mdp, better)
        if not (new > v + 1e-10).any():
            return better, new
        pi, v = better, new
