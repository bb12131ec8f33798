"""An episode may be empty: then there is no last reward to start from, and no return."""

KILLED_BY = ("returns_stay_right_over_long_episodes",)


def returns_to_go(rewards, gamma):
    returns = rewards.clone()
    returns[-1] = rewards[-1]
    for t in reversed(range(len(rewards) - 1)):
        returns[t] = rewards[t] + gamma * returns[t + 1]
    return returns
