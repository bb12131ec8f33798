"""The biases have no entry at all. Whoever adds these gradients to others expects one for every name, zeros
included."""

KILLED_BY = (
    "pushes_every_weight_alike",
    "pulls_in_proportion",
    "leaves_zeros_alone",
)


def l1_grad(params, lam, include_bias=False):
    return {name: lam * w.sign() for name, w in _penalised(params, include_bias).items()}


def l2_grad(params, lam, include_bias=False):
    return {name: 2 * lam * w for name, w in _penalised(params, include_bias).items()}
