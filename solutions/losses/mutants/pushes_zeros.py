"""A weight of exactly 0 is pushed as if it were positive. At 0 the sign is 0, and so is our subgradient."""

KILLED_BY = ("leaves_zeros_alone",)


def l1_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    return {
        n: lam * (2 * (w >= 0).to(w.dtype) - 1) if n in counted else torch.zeros_like(w)
        for n, w in params.items()
    }
