"""With the λ/2 of other books. Here the penalty is λ times the sum of squares, and its slope twice λw."""

KILLED_BY = (
    "adds_squares",
    "pulls_in_proportion",
    "counts_squares_by_their_last_word",
    "pulls_by_the_last_word",
)


def l2_penalty(params, lam, include_bias=False):
    return lam * sum((w**2).sum() for w in _penalised(params, include_bias).values()) / 2


def l2_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    return {n: lam * w if n in counted else torch.zeros_like(w) for n, w in params.items()}
