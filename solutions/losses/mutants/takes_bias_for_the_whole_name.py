"""Only a parameter called exactly `bias` is left out; that of a layer, `layer1.bias`, is a bias as well."""

KILLED_BY = (
    "adds_absolute_values",
    "adds_squares",
    "counts_weights_by_their_last_word",
    "counts_squares_by_their_last_word",
)


def _weights(params, include_bias):
    return {name: w for name, w in params.items() if include_bias or name != "bias"}


def l1_penalty(params, lam, include_bias=False):
    return lam * sum(w.abs().sum() for w in _weights(params, include_bias).values())


def l2_penalty(params, lam, include_bias=False):
    return lam * sum((w**2).sum() for w in _weights(params, include_bias).values())
