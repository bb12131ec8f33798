"""The other penalty: L1 has absolute values, L2 has squares."""

KILLED_BY = (
    "adds_absolute_values",
    "adds_squares",
    "pushes_every_weight_alike",
    "pulls_in_proportion",
    "counts_weights_by_their_last_word",
    "counts_squares_by_their_last_word",
    "leaves_zeros_alone",
    "pulls_by_the_last_word",
)


def l1_penalty(params, lam, include_bias=False):
    return lam * sum((w**2).sum() for w in _penalised(params, include_bias).values())


def l2_penalty(params, lam, include_bias=False):
    return lam * sum(w.abs().sum() for w in _penalised(params, include_bias).values())


def l1_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    return {n: 2 * lam * w if n in counted else torch.zeros_like(w) for n, w in params.items()}


def l2_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    return {n: lam * w.sign() if n in counted else torch.zeros_like(w) for n, w in params.items()}
