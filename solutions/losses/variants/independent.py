"""Everything anew: sorted sums with log1p, masks instead of indices, row sums for the diagonal, signs for maxima."""


def mse(x, y, reduction="mean"):
    if tuple(x.shape) != tuple(y.shape):
        raise ValueError("one target for each prediction, please")
    gap = x - y
    return reduce(torch.einsum("nd,nd->n", gap, gap), reduction)


def mse_grad(x, y):
    step = torch.add(x, y, alpha=-1).mul(2)
    return step / step.size(0)


def gaussian_nll(pred, y, sigma, reduction="sum"):
    scaled = (y - pred) / sigma
    each = scaled.square() / 2 + (math.log(sigma) + math.log(math.tau) / 2)
    return reduce(each.sum(dim=-1), reduction)


def sigma2_mle(pred, y):
    gap = (pred - y).flatten()
    return torch.dot(gap, gap / gap.numel())


def logsumexp(z, dim, keepdim=False):
    falling = z.sort(dim=dim, descending=True).values
    best = falling.narrow(dim, 0, 1)
    rest = falling.narrow(dim, 1, z.size(dim) - 1)
    behind = torch.where(torch.isneginf(rest), rest, rest - best)
    whole = best + behind.exp().sum(dim, keepdim=True).log1p()
    return whole if keepdim else whole.squeeze(dim)


def softmax(z, dim):
    return torch.exp2(log_softmax(z, dim) * math.log2(math.e))


def log_softmax(z, dim):
    behind = z - z.amax(dim=dim, keepdim=True)
    return behind - torch.log(torch.exp(behind).sum(dim=dim, keepdim=True))


def nll_loss(logp, y, reduction="mean"):
    own = torch.arange(logp.shape[1]) == y.unsqueeze(1)
    return reduce(logp.masked_fill(~own, 0).sum(1).neg(), reduction)


def cross_entropy(z, target, reduction="mean"):
    if not target.is_floating_point():
        lead = z - torch.take_along_dim(z, target[:, None], dim=1)
        return reduce(logsumexp(lead, 1), reduction)
    z = z - z.max(dim=1, keepdim=True).values
    return reduce(logsumexp(z, 1) * target.sum(1) - torch.linalg.vecdot(target, z), reduction)


def initial_loss(C):
    return math.log1p(C - 1)


def margin_gap(z, k):
    falling = z.sort(dim=1).values
    return (falling[:, :-1] - falling[:, -1:]).exp().sum(1).log1p()


def smooth_targets(y, C, eps):
    own = (torch.arange(C) == y[:, None]).double()
    return torch.lerp(own, torch.full_like(own, 1 / C), eps)


def dL_dz(z, y):
    slope = softmax(z, 1)
    slope.index_put_((torch.arange(len(y)), y), slope.new_tensor(-1.0), accumulate=True)
    return slope.div_(len(y))


def cross_entropy_grad(z, target):
    if target.ndim == 1:
        target = (target[:, None] == torch.arange(z.shape[1])).to(z.dtype)
    return torch.addcmul(-target, target.sum(1, keepdim=True), softmax(z, 1)).div(len(z))


def softmax_jacobian(z):
    p = softmax(z, 0)
    away = (-torch.outer(p, p)).fill_diagonal_(0)
    return away - torch.diag(away.sum(0))


def softmax_vjp(p, g):
    return torch.addcmul(p * g, p, torch.einsum("...c,...c->...", p, g)[..., None], value=-1)


def bce(p, y, reduction="mean"):
    yes = torch.where(y > 0, y * p.log(), 0)
    no = torch.where(y < 1, (1 - y) * (-p).log1p(), 0)
    return reduce(-(yes + no).reshape(len(p), -1).sum(1), reduction)


def bce_with_logits(z, y, reduction="mean"):
    zero = torch.zeros_like(z)
    each = y * torch.logaddexp(zero, -z) + (1 - y) * torch.logaddexp(zero, z)
    return reduce(each.reshape(len(z), -1).sum(1), reduction)


def bce_with_logits_grad(z, y):
    return (torch.tanh(z / 2) + 1 - 2 * y) / (2 * len(z))


def mse_sigmoid_grad(z, y):
    return 2 * ((1 - y) * torch.sigmoid(z) - y * torch.sigmoid(-z)) * torch.sigmoid(z) * torch.sigmoid(-z)


def perceptron_loss(f, y, reduction="mean"):
    signed = y.to(f.dtype) * f
    return reduce((signed.abs() - signed) / 2, reduction)


def perceptron_grad(f, y):
    wrong = torch.sign(f) * y == -1
    return torch.zeros_like(f).masked_scatter(wrong, (-y[wrong] / len(f)).to(f.dtype))


def hinge(f, y, reduction="mean"):
    missing = 1 - f * y.to(f.dtype)
    return reduce(torch.where(missing > 0, missing, torch.zeros_like(missing)), reduction)


def counted(params, include_bias):
    return {name: w for name, w in params.items() if include_bias or name[-4:] != "bias"}


def l1_penalty(params, lam, include_bias=False):
    flat = [w.reshape(-1) for w in counted(params, include_bias).values()]
    return lam * torch.linalg.vector_norm(torch.cat(flat), 1) if flat else 0.0


def l2_penalty(params, lam, include_bias=False):
    flat = [w.reshape(-1) for w in counted(params, include_bias).values()]
    return lam * torch.dot(torch.cat(flat), torch.cat(flat)) if flat else 0.0


def l1_grad(params, lam, include_bias=False):
    pushed = counted(params, include_bias)
    return {
        name: ((w > 0).to(w.dtype) - (w < 0).to(w.dtype)) * (lam if name in pushed else 0)
        for name, w in params.items()
    }


def l2_grad(params, lam, include_bias=False):
    pulled = counted(params, include_bias)
    return {name: torch.zeros_like(w).add(w, alpha=2 * lam * (name in pulled)) for name, w in params.items()}


def error_vs_loss_demo():
    y = torch.arange(4) % 3
    own = torch.eye(3, dtype=torch.float64)[y]
    z_a, z_b = 5 * own, -own / 8 + torch.tensor([0.0, 0.01, 0.02])
    z_a[3] = torch.tensor([-30.0, 0.0, 2.0])
    return z_a, z_b, y
