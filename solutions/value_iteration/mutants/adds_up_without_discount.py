"""This is the plain sum of the rewards: γ never enters."""

KILLED_BY = ("later_rewards_count_less", "gamma_may_be_zero_or_one")


def discounted_return(rewards, gamma):
    return rewards.sum()
