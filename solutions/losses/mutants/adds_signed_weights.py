"""Weights of both signs cancel each other: the absolute values are missing."""

KILLED_BY = (
    "adds_absolute_values",
    "counts_weights_by_their_last_word",
)


def l1_penalty(params, lam, include_bias=False):
    return lam * sum(w.sum() for w in _penalised(params, include_bias).values())
