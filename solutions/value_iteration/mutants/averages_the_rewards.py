"""The discounted rewards are averaged. A return is a sum: longer episodes may earn more."""

KILLED_BY = ("later_rewards_count_less", "gamma_may_be_zero_or_one")


def discounted_return(rewards, gamma):
    steps = torch.arange(len(rewards), dtype=rewards.dtype)
    return (gamma**steps * rewards).mean()
