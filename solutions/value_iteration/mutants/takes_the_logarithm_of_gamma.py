"""exp(k · log γ) is NaN or an error for γ = 0, and γ may be 0: then only the first reward counts."""

KILLED_BY = ("gamma_may_be_zero_or_one",)


def discounted_return(rewards, gamma):
    steps = torch.arange(len(rewards), dtype=rewards.dtype)
    return (torch.exp(steps * torch.log(torch.tensor(gamma, dtype=rewards.dtype))) * rewards).sum()
