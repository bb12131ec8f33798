"""Dividing sums by γ^t gives the right numbers for short episodes and NaN for long ones or γ = 0, where γ^t is
0. Use the recursion."""

KILLED_BY = ("returns_stay_right_over_long_episodes",)


def returns_to_go(rewards, gamma):
    weights = gamma ** torch.arange(len(rewards), dtype=rewards.dtype)
    return (weights * rewards).flip(0).cumsum(0).flip(0) / weights
