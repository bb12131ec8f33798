"""These are logits, some negative, some larger than 1. Probabilities were asked for: σ of them."""

KILLED_BY = ("xor_runs_depend_on_their_seed",)


def train_xor(seed, old=train_xor):
    return torch.logit(old(seed))
