"""A float32 tensor came in, and a float64 one goes out. Results keep the dtype of their argument."""

KILLED_BY = (
    "sums_along_axes_counted_from_the_end",
    "softmax_along_any_of_three_axes",
    "log_softmax_along_any_of_three_axes",
    "tells_samples_from_classes",
    "perceptron_takes_integer_labels",
    "stays_put_on_the_line",
    "hinge_takes_integer_labels",
    "leaves_zeros_alone",
    "pulls_by_the_last_word",
)


_right = logsumexp


def logsumexp(z, dim, keepdim=False):
    total = _right(z.double(), dim, keepdim=True)
    return total if keepdim else total.squeeze(dim)


def softmax(z, dim):
    return _softmax(z.double(), dim)


def log_softmax(z, dim):
    return _log_softmax(z.double(), dim)


def cross_entropy(z, target, reduction="mean"):
    logp = _log_softmax(z.double(), 1)
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp[torch.arange(len(z)), target], reduction)


def perceptron_loss(f, y, reduction="mean"):
    return reduce((-y.double() * f).clamp(min=0), reduction)


def perceptron_grad(f, y):
    return torch.where(y * f < 0, -y, 0).double() / len(f)


def hinge(f, y, reduction="mean"):
    return reduce((1 - y.double() * f).clamp(min=0), reduction)


def l1_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    return {n: (lam * w.sign() if n in counted else torch.zeros_like(w)).double() for n, w in params.items()}


def l2_grad(params, lam, include_bias=False):
    counted = _penalised(params, include_bias)
    return {n: (2 * lam * w if n in counted else torch.zeros_like(w)).double() for n, w in params.items()}
