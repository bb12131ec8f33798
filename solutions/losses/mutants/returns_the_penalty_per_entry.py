"""That is each entry's share of the penalty. Its slope has no absolute value in it, only a direction."""

KILLED_BY = (
    "pushes_every_weight_alike",
    "leaves_zeros_alone",
)


def l1_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    return {n: lam * w.abs() if n in counted else torch.zeros_like(w) for n, w in params.items()}
