"""The mean of every tensor instead of its sum: a large layer then counts no more than a small one."""

KILLED_BY = (
    "adds_absolute_values",
    "adds_squares",
    "counts_weights_by_their_last_word",
    "counts_squares_by_their_last_word",
)


def l1_penalty(params, lam, include_bias=False):
    return lam * sum(w.abs().mean() for w in _penalised(params, include_bias).values())


def l2_penalty(params, lam, include_bias=False):
    return lam * sum((w**2).mean() for w in _penalised(params, include_bias).values())
