"""The return is a single number, a 0-d tensor or a float; here it is a vector with one entry."""

KILLED_BY = ("later_rewards_count_less", "gamma_may_be_zero_or_one")


def discounted_return(rewards, gamma):
    steps = torch.arange(len(rewards), dtype=rewards.dtype)
    return (gamma**steps * rewards).sum(0, keepdim=True)
