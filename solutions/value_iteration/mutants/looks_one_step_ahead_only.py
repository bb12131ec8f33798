"""G_t is built from the next *reward*; it needs the next *return*, which contains all that follows."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    ahead = torch.cat([rewards[1:], rewards.new_zeros(1)])
    return (rewards + gamma * ahead)[: len(rewards)]
