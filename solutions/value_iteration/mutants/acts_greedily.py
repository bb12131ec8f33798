"""The likeliest action is always taken. Draw from π(· | s)."""

KILLED_BY = ("chances_are_those_of_policy_and_process", "mean_return_is_the_value")


def simulate(mdp, pi, s0, generator, max_steps=10_000):
    s, states, actions = s0, [s0], []
    while not mdp.terminal[s] and len(actions) < max_steps:
        a = int(pi[s].argmax())
        s = int(torch.multinomial(mdp.P[s, a], 1, generator=generator))
        actions.append(a)
        states.append(s)
    rewards = mdp.R[torch.tensor(states[:-1], dtype=torch.int64), torch.tensor(actions, dtype=torch.int64)]
    return torch.tensor(states), torch.tensor(actions, dtype=torch.int64), rewards
