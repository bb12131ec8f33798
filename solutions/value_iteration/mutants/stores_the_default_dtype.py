"""A tensor made with `torch.zeros(T)` is float32, whatever the rewards are. Say its dtype."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    returns, ahead = torch.zeros(len(rewards)), 0.0
    for t in reversed(range(len(rewards))):
        ahead = rewards[t] + gamma * ahead
        returns[t] = ahead
    return returns
