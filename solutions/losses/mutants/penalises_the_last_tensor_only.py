"""Only the last parameter arrives: the sum was overwritten instead of added to."""

KILLED_BY = (
    "adds_absolute_values",
    "adds_squares",
    "counts_weights_by_their_last_word",
    "counts_squares_by_their_last_word",
)


def l1_penalty(params, lam, include_bias=False):
    total = 0.0
    for w in _penalised(params, include_bias).values():
        total = lam * w.abs().sum()
    return total


def l2_penalty(params, lam, include_bias=False):
    total = 0.0
    for w in _penalised(params, include_bias).values():
        total = lam * (w**2).sum()
    return total
