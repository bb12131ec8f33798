"""Everything anew: prefix doubling, a padded picture of the grid, homogeneous coordinates, joint draws."""

import itertools

import numpy as np


def discounted_return(rewards, gamma):
    total = rewards.new_zeros(())
    for reward in rewards.flip(0):
        total = torch.lerp(reward, reward + total, gamma)
    return total


def returns_to_go(rewards, gamma):
    returns, reach = rewards.clone(), 1
    while reach < len(returns):  # an entry sums the next `reach` rewards, then twice as many
        later = torch.cat([returns[reach:], returns.new_zeros(reach)])
        returns = returns + gamma**reach * later
        reach *= 2
    return returns


def gridworld(n=5, *, terminals, reward=-1.0, gamma=0.9, slip=0.0):
    rows, columns = (n, n) if isinstance(n, int) else n
    numbers = np.arange(rows * columns).reshape(rows, columns)
    framed = np.pad(numbers, 1, mode="edge")  # behind a wall one finds oneself
    ends = np.zeros((rows, columns), dtype=bool)
    for i, j in terminals:
        if i not in range(1, rows + 1) or j not in range(1, columns + 1):
            raise ValueError(f"the terminal {(i, j)} lies outside a grid of {rows} x {columns} squares")
        ends[i - 1, j - 1] = True
    left, right = framed[1:-1, :-2].ravel(), framed[1:-1, 2:].ravel()
    up, down = framed[:-2, 1:-1].ravel(), framed[2:, 1:-1].ravel()
    P = np.zeros((rows * columns, 4, rows * columns))
    here = numbers.ravel()
    for a, (ahead, sides) in enumerate(
        ((left, (up, down)), (right, (up, down)), (up, (left, right)), (down, (left, right)))
    ):
        np.add.at(P, (here, a, ahead), 1 - slip)
        for side in sides:
            np.add.at(P, (here, a, side), slip / 2)
    over = ends.ravel()
    P[over] = np.eye(rows * columns)[over][:, None]
    R = np.where(over[:, None], 0.0, np.full((1, 4), float(reward)))
    return MDP(torch.from_numpy(P), torch.from_numpy(R), gamma, torch.from_numpy(over))


def q_from_v(mdp, v):
    return torch.tensordot(mdp.P, mdp.gamma * v, 1) + mdp.R


def v_from_q(q, pi):
    return torch.linalg.vecdot(pi, q)


def policy_evaluation_exact(mdp, pi):
    P = torch.einsum("sa,sat->st", pi, mdp.P) * ~mdp.terminal  # nothing is earned after the end
    Q, U = torch.linalg.qr(torch.eye(len(P), dtype=P.dtype, device=P.device) - mdp.gamma * P)
    R = (pi * mdp.R).sum(1, keepdim=True)
    return torch.linalg.solve_triangular(U, Q.T @ R, upper=True).squeeze(1)


def near_enough(tol, gamma):
    if gamma in (0, 1):
        return tol * gamma
    return tol * (1 - gamma) / gamma


def policy_evaluation(mdp, pi, tol=1e-10, max_iter=10_000):
    S = len(pi)
    step = torch.zeros(S + 1, S + 1, dtype=mdp.P.dtype, device=mdp.P.device)
    step[:S, :S] = mdp.gamma * torch.bmm(pi.unsqueeze(1), mdp.P).squeeze(1)
    step[:S, S] = torch.linalg.vecdot(pi, mdp.R)
    step[S, S] = 1
    extended = step[S].clone()
    change, left = float("inf"), max_iter
    while left and change > near_enough(tol, mdp.gamma):
        old, extended = extended, step @ extended
        change, left = float(torch.dist(extended, old, float("inf"))), left - 1
    return extended[:S]


def bellman_optimality(mdp, q):
    return torch.einsum("sat,t->sa", mdp.P, q.sort(1).values[:, -1]).mul(mdp.gamma).add(mdp.R)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    flat, rewards = mdp.P.flatten(0, 1), mdp.R.flatten()
    q, residuals = torch.zeros_like(rewards), []
    for _ in range(max_iter):
        best = q.view(mdp.R.shape).amax(1)
        new = torch.addmv(rewards, flat, best, alpha=mdp.gamma)
        residuals.append(torch.linalg.vector_norm(new - q, float("inf")).item())
        q = new
        if residuals[-1] <= near_enough(tol, mdp.gamma):
            break
    return q.view(mdp.R.shape), len(residuals), residuals


def greedy_policy(q, atol=1e-9):
    best = q.topk(1).values - q <= atol
    return torch.nn.functional.normalize(best.to(q.dtype), p=1, dim=1)


def optimal_actions(q, atol=1e-9):
    found = []
    for row in q.tolist():
        order = sorted(range(len(row)), key=lambda a: -row[a])
        found.append({a for a in order if row[order[0]] - row[a] <= atol})
    return found


def contraction_ratios(residuals):
    return [float(new / old) for old, new in itertools.pairwise(residuals) if old > 0]


def policy_iteration(mdp):
    pi = torch.full_like(mdp.R, 1 / mdp.R.shape[1])
    v = policy_evaluation_exact(mdp, pi)
    while True:
        q = q_from_v(mdp, v)
        gains = q.amax(1) - v > 1e-9
        better = torch.where(gains.unsqueeze(1), torch.eye(q.shape[1]).to(q)[q.argmax(1)], pi)
        values = policy_evaluation_exact(mdp, better)
        if not gains.any() or values.sum() <= v.sum():
            return pi, v
        pi, v = better, values


def simulate(mdp, pi, s0, generator, max_steps=10_000):
    states, actions = [int(s0)], []
    while len(actions) < max_steps and not mdp.terminal[states[-1]]:
        joint = pi[states[-1]].unsqueeze(1) * mdp.P[states[-1]]
        drawn = int(torch.multinomial(joint.flatten(), 1, generator=generator))
        action, state = divmod(drawn, joint.shape[1])
        actions.append(action)
        states.append(state)
    states = torch.tensor(states, device=mdp.R.device)
    actions = torch.tensor(actions, dtype=torch.int64, device=mdp.R.device)
    return states, actions, mdp.R[states[:-1], actions]
