"""The norm, with its root. The penalty is the sum of squares itself."""

KILLED_BY = (
    "adds_squares",
    "counts_squares_by_their_last_word",
)


def l2_penalty(params, lam, include_bias=False):
    return lam * sum(w.norm() for w in _penalised(params, include_bias).values())
