"""A model of biases alone has nothing to add up. Its penalty is 0."""

KILLED_BY = (
    "counts_weights_by_their_last_word",
    "counts_squares_by_their_last_word",
)


def l1_penalty(params, lam, include_bias=False):
    return lam * torch.cat([w.flatten() for w in _penalised(params, include_bias).values()]).abs().sum()


def l2_penalty(params, lam, include_bias=False):
    return lam * (torch.cat([w.flatten() for w in _penalised(params, include_bias).values()]) ** 2).sum()
