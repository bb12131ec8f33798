"""Entry t holds the return from step t + 1 on: the reward of step t itself is missing."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    returns, ahead = torch.zeros_like(rewards), 0.0
    for t in reversed(range(len(rewards))):
        returns[t] = gamma * ahead
        ahead = rewards[t] + gamma * ahead
    return returns
