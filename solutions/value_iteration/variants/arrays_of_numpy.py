"""NumPy at work, tables going over and back with their dtype; policies are evaluated by sweeps before improving."""

import numpy as np


def discounted_return(rewards, gamma):
    return torch.as_tensor(np.polyval(rewards.numpy()[::-1], gamma), dtype=rewards.dtype)


def bellman_optimality(mdp, q):
    best = q.numpy().max(axis=1)
    return torch.from_numpy((mdp.R.numpy() + mdp.gamma * np.dot(mdp.P.numpy(), best)).astype(q.numpy().dtype))


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    P, R = mdp.P.numpy(), mdp.R.numpy()
    gamma = R.dtype.type(mdp.gamma)
    q, residuals = np.zeros_like(R), []
    limit = tol * (1 - mdp.gamma) / mdp.gamma if 0 < mdp.gamma < 1 else tol * mdp.gamma
    while len(residuals) < max_iter and not (residuals and residuals[-1] <= limit):
        new = R + gamma * np.einsum("sat,t->sa", P, q.max(axis=1))
        residuals.append(float(np.abs(new - q).max()))
        q = new
    return torch.from_numpy(q), len(residuals), residuals


def greedy_policy(q, atol=1e-9):
    best = q.numpy().max(axis=1, keepdims=True) - q.numpy() <= atol
    return torch.from_numpy((best / best.sum(axis=1, keepdims=True)).astype(q.numpy().dtype))


def optimal_actions(q, atol=1e-9):
    best = q.numpy().max(axis=1, keepdims=True) - q.numpy() <= atol
    return [{int(a) for a in np.flatnonzero(row)} for row in best]


def policy_iteration(mdp):
    pi = torch.ones_like(mdp.R) / mdp.R.shape[1]
    for _ in range(1000):
        v = torch.zeros_like(mdp.R[:, 0])
        for _ in range(100_000):
            old, v = v, (pi * (mdp.R + mdp.gamma * (mdp.P @ v))).sum(1)
            if float((v - old).abs().max()) < 1e-12:
                break
        q = mdp.R + mdp.gamma * (mdp.P @ v)
        keep = (pi * q).sum(1) >= q.max(1).values - 1e-9
        if bool(keep.all()):
            break
        best = torch.nn.functional.one_hot(q.argmax(1), q.shape[1]).to(pi.dtype)
        pi = torch.where(keep.unsqueeze(1), pi, best)
    return pi, v


def simulate(mdp, pi, s0, generator, max_steps=10_000):
    random = np.random.default_rng(int(torch.randint(2**62, (1,), generator=generator)))
    states, actions = [s0], []
    while len(actions) < max_steps and not mdp.terminal[states[-1]]:
        here, shares = states[-1], pi[states[-1]].double().numpy()
        actions.append(int(random.choice(len(shares), p=shares / shares.sum())))
        follows = mdp.P[here, actions[-1]].double().numpy()
        states.append(int(random.choice(len(follows), p=follows / follows.sum())))
    taken = torch.tensor(actions, dtype=torch.long)
    return torch.tensor(states, dtype=torch.long), taken, mdp.R[states[:-1], actions]
