"""What comes back is the parameter itself, or a view of it: it changes with the next step of the optimizer. Return
new tensors."""

KILLED_BY = ("pulls_by_the_last_word",)


def l2_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    scaled = {n: w if 2 * lam == 1 else 2 * lam * w for n, w in params.items()}
    return {n: scaled[n] if n in counted else torch.zeros_like(w) for n, w in params.items()}
