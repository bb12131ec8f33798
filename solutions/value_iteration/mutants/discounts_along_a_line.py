"""The weights fall by the same amount in every step (γ, 2γ, 3γ …). They should fall by the same factor."""

KILLED_BY = ("later_rewards_count_less", "gamma_may_be_zero_or_one")


def discounted_return(rewards, gamma):
    steps = torch.arange(len(rewards), dtype=rewards.dtype)
    return ((1 - steps * (1 - gamma)) * rewards).sum()
