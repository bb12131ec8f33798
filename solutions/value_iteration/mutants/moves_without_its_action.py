"""The next state does not depend on the action that was drawn: it is drawn from the mean over the policy."""

KILLED_BY = ("chances_are_those_of_policy_and_process",)


def simulate(mdp, pi, s0, generator, max_steps=10_000):
    s, states, actions = s0, [s0], []
    while not mdp.terminal[s] and len(actions) < max_steps:
        a = int(torch.multinomial(pi[s], 1, generator=generator))
        s = int(torch.multinomial(pi[s] @ mdp.P[s], 1, generator=generator))
        actions.append(a)
        states.append(s)
    rewards = mdp.R[torch.tensor(states[:-1], dtype=torch.int64), torch.tensor(actions, dtype=torch.int64)]
    return torch.tensor(states), torch.tensor(actions, dtype=torch.int64), rewards
