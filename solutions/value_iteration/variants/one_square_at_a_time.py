"""Plain Python wherever it is allowed: Horner's rule, a grid built move by move, draws by inverting distributions."""


def discounted_return(rewards, gamma):
    total = 0.0
    for reward in reversed(rewards.tolist()):
        total = reward + gamma * total
    return torch.tensor(total, dtype=rewards.dtype)


def returns_to_go(rewards, gamma):
    returns = [0.0]
    for reward in reversed(rewards.tolist()):
        returns.append(reward + gamma * returns[-1])
    return torch.tensor(returns[:0:-1], dtype=rewards.dtype)


def gridworld(n=5, *, terminals, reward=-1.0, gamma=0.9, slip=0.0):
    rows, columns = (n, n) if isinstance(n, int) else n
    number = {(i, j): (i - 1) * columns + j - 1 for i in range(1, rows + 1) for j in range(1, columns + 1)}
    if not set(terminals) <= set(number):
        raise ValueError("a terminal lies outside the grid")
    arrows = ((0, -1), (0, 1), (-1, 0), (1, 0))
    P, R = torch.zeros(len(number), 4, len(number), dtype=torch.float64), torch.zeros(len(number), 4)
    for (i, j), s in number.items():
        for a, (di, dj) in enumerate(arrows):
            if (i, j) in terminals:
                P[s, a, s] = 1.0
                continue
            R[s, a] = 1.0
            for (ei, ej), share in (((di, dj), 1 - slip), ((dj, di), slip / 2), ((-dj, -di), slip / 2)):
                P[s, a, number.get((i + ei, j + ej), s)] += share
    ends = torch.tensor([square in terminals for square in number])
    return MDP(P, reward * R.double(), gamma, ends)


def q_from_v(mdp, v):
    return torch.einsum("sat,t->sa", mdp.P, v).mul(mdp.gamma).add(mdp.R)


def v_from_q(q, pi):
    return torch.einsum("sa,sa->s", q, pi)


def value_iteration(mdp, tol=1e-10, max_iter=10_000):
    v, q, residuals = torch.zeros_like(mdp.R[:, 0]), torch.zeros_like(mdp.R), []
    for _ in range(max_iter):
        new = torch.addcmul(mdp.R, torch.matmul(mdp.P, v), torch.full_like(mdp.R, mdp.gamma))
        residuals.append((new - q).abs().amax().item())
        q, v = new, new.max(dim=1).values
        scale = (1 - mdp.gamma) / mdp.gamma if 0 < mdp.gamma < 1 else 1.0
        if residuals[-1] <= tol * scale:
            break
    return q, len(residuals), residuals


def optimal_actions(q, atol=1e-9):
    return [{a for a, value in enumerate(row) if max(row) - value <= atol} for row in q.tolist()]


def simulate(mdp, pi, s0, generator, max_steps=10_000):
    def draw(weights):
        u = torch.rand((), generator=generator, dtype=torch.float64)
        return min(int((weights.double().cumsum(0) <= u).sum()), int(weights.nonzero().max()))

    states, actions, rewards = [s0], [], []
    for _ in range(max_steps):
        s = states[-1]
        if bool(mdp.terminal[s]):
            break
        actions.append(draw(pi[s]))
        rewards.append(mdp.R[s, actions[-1]])
        states.append(draw(mdp.P[s, actions[-1]]))
    return (
        torch.tensor(states),
        torch.tensor(actions, dtype=torch.int64),
        torch.stack(rewards) if rewards else mdp.R.new_zeros(0),
    )
