"""These are plain sums of what is to come: γ never enters."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    return rewards.flip(0).cumsum(0).flip(0)
