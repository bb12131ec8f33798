"""The weights run the wrong way: the last reward counts in full here, and the first one least."""

KILLED_BY = ("later_rewards_count_less", "gamma_may_be_zero_or_one")


def discounted_return(rewards, gamma):
    steps = torch.arange(len(rewards) - 1, -1, -1, dtype=rewards.dtype)
    return (gamma**steps * rewards).sum()
