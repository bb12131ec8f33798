"""A step is taken from a terminal state. The episode is over there, also if it starts there."""

KILLED_BY = ("walks_where_only_one_thing_can_happen",)


def simulate(mdp, pi, s0, generator, max_steps=10_000):
    s, states, actions = s0, [s0], []
    while len(actions) < max_steps and not (actions and mdp.terminal[s]):
        a = int(torch.multinomial(pi[s], 1, generator=generator))
        s = int(torch.multinomial(mdp.P[s, a], 1, generator=generator))
        actions.append(a)
        states.append(s)
    rewards = mdp.R[torch.tensor(states[:-1], dtype=torch.int64), torch.tensor(actions, dtype=torch.int64)]
    return torch.tensor(states), torch.tensor(actions, dtype=torch.int64), rewards
