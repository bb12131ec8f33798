"""The result is float64 though the rewards are float32: build the powers of γ in the dtype of the rewards."""

KILLED_BY = ("gamma_may_be_zero_or_one",)


def discounted_return(rewards, gamma):
    steps = torch.arange(len(rewards), dtype=torch.float64)
    return (gamma**steps * rewards).sum()
