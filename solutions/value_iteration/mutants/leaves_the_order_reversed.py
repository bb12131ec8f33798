"""The right numbers in reversed order: entry 0 is the return of the whole episode."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    returns, ahead = torch.zeros_like(rewards), 0.0
    for t in reversed(range(len(rewards))):
        ahead = rewards[t] + gamma * ahead
        returns[len(rewards) - 1 - t] = ahead
    return returns
