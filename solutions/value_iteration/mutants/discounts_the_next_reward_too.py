"""The reward of the step itself is discounted: in G_t the reward R_{t+1} counts in full."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    returns, ahead = torch.zeros_like(rewards), 0.0
    for t in reversed(range(len(rewards))):
        ahead = gamma * (rewards[t] + ahead)
        returns[t] = ahead
    return returns
