"""The biases are counted although nobody asked for them: `include_bias` is False by default."""

KILLED_BY = (
    "adds_absolute_values",
    "adds_squares",
    "pushes_every_weight_alike",
    "pulls_in_proportion",
    "counts_weights_by_their_last_word",
    "counts_squares_by_their_last_word",
    "leaves_zeros_alone",
)


def l1_penalty(params, lam, include_bias=False):
    return lam * sum(w.abs().sum() for w in params.values())


def l2_penalty(params, lam, include_bias=False):
    return lam * sum((w**2).sum() for w in params.values())


def l1_grad(params, lam, include_bias=False):
    return {name: lam * w.sign() for name, w in params.items()}


def l2_grad(params, lam, include_bias=False):
    return {name: 2 * lam * w for name, w in params.items()}
