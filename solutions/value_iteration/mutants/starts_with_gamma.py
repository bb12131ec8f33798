"""Every reward is discounted once too often: the first one counts in full."""

KILLED_BY = ("later_rewards_count_less", "gamma_may_be_zero_or_one")


def discounted_return(rewards, gamma):
    steps = torch.arange(1, len(rewards) + 1, dtype=rewards.dtype)
    return (gamma**steps * rewards).sum()
