"""Every return is seen from step 0: the reward R_{t+1} must count in full in G_t, not γ^t times."""

KILLED_BY = ("every_step_has_its_own_return", "returns_stay_right_over_long_episodes")


def returns_to_go(rewards, gamma):
    weights = gamma ** torch.arange(len(rewards), dtype=rewards.dtype)
    return (weights * rewards).flip(0).cumsum(0).flip(0)
