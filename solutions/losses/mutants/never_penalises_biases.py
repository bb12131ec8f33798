"""`include_bias=True` changes nothing: then the biases count like all others."""

KILLED_BY = (
    "adds_absolute_values",
    "adds_squares",
    "pushes_every_weight_alike",
    "pulls_in_proportion",
    "counts_weights_by_their_last_word",
    "counts_squares_by_their_last_word",
    "pulls_by_the_last_word",
)


def _weights(params):
    return {name: w for name, w in params.items() if not name.endswith("bias")}


def l1_penalty(params, lam, include_bias=False):
    return lam * sum(w.abs().sum() for w in _weights(params).values())


def l2_penalty(params, lam, include_bias=False):
    return lam * sum((w**2).sum() for w in _weights(params).values())


def l1_grad(params, lam, include_bias=False):
    return {n: lam * w.sign() if n in _weights(params) else torch.zeros_like(w) for n, w in params.items()}


def l2_grad(params, lam, include_bias=False):
    return {n: 2 * lam * w if n in _weights(params) else torch.zeros_like(w) for n, w in params.items()}
