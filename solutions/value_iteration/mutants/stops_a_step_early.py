"""One step less is taken than max_steps allows: count actions, not states."""

KILLED_BY = ("walks_where_only_one_thing_can_happen", "all_chance_comes_from_the_generator")


def simulate(mdp, pi, s0, generator, max_steps=10_000):
    s, states, actions = s0, [s0], []
    while not mdp.terminal[s] and len(states) < max_steps:
        a = int(torch.multinomial(pi[s], 1, generator=generator))
        s = int(torch.multinomial(mdp.P[s, a], 1, generator=generator))
        actions.append(a)
        states.append(s)
    rewards = mdp.R[torch.tensor(states[:-1], dtype=torch.int64), torch.tensor(actions, dtype=torch.int64)]
    return torch.tensor(states), torch.tensor(actions, dtype=torch.int64), rewards
