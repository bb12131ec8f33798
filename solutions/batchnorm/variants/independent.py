"""Everything anew: shifts by the first row, Jacobians as matrices, membership matrices, an autograd function."""


def bn_train_forward(x, gamma, beta, eps=1e-5):
    offsets = x - x[:1]
    centred = offsets - torch.einsum("nd->d", offsets) / len(x)
    deviation = torch.linalg.vector_norm(centred, dim=0) / len(x) ** 0.5
    inv_std = 1 / torch.hypot(deviation, torch.full_like(deviation, eps**0.5))
    return torch.addcmul(beta, centred, inv_std * gamma), Cache(centred, inv_std, gamma)


def bn_backward_steps(dy, cache):
    centred, r, gamma = cache
    row = torch.ones_like(dy[:, :1]).T
    dbeta = (row @ dy)[0]
    dgamma = (row @ (dy * centred))[0] * r
    dr = gamma * (row @ (dy * centred))[0]
    dv = -dr * r.pow(3) / 2
    dc = torch.addcmul(dy * gamma * r, centred, dv, value=2 / len(dy))
    centre = torch.eye(len(dy), dtype=dy.dtype, device=dy.device) - row.T @ row / len(dy)
    return centre @ dc, dgamma, dbeta


def bn_backward(dy, cache):
    n = len(dy)
    normal = cache.centred * cache.inv_std
    jacobian = torch.eye(n, dtype=dy.dtype, device=dy.device).unsqueeze(2) - 1 / n
    jacobian = jacobian - normal.unsqueeze(0) * normal.unsqueeze(1) / n
    dx = torch.einsum("ijd,jd,d->id", jacobian, dy, cache.gamma * cache.inv_std)
    return dx, torch.einsum("nd,nd->d", dy, normal), torch.einsum("nd->d", dy)


def update_running(mean, var, x, momentum=0.1, k=1):
    n = len(x)
    if n < 2:
        raise ValueError("the unbiased variance needs two samples")
    weight = 1 / k if momentum is None else momentum
    pairs = (x.unsqueeze(0) - x.unsqueeze(1)).square().sum(dim=(0, 1)) / (2 * n * (n - 1))
    return torch.lerp(mean, x.mean(dim=0), weight), torch.lerp(var, pairs, weight)


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    return torch.addcmul(beta, x - mean, gamma * (var + eps).rsqrt())


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    zero = torch.zeros_like(mean)
    a = bn_eval_forward(zero + 1, zero, var, gamma, zero, eps)
    return a, bn_eval_forward(zero, mean, var, gamma, beta, eps)


def standardise_rows(x, eps):
    """Every row of a matrix with mean 0 and variance 1."""
    return bn_train_forward(x.T, *x.new_tensor([[1.0], [0.0]]).expand(2, len(x)), eps)[0].T


class Standardise(torch.autograd.Function):
    """bn_train_forward with γ = 1 and β = 0 for autograd, which is shown the closed form of the gradient."""

    @staticmethod
    def forward(ctx, x, eps):
        ctx.save_for_backward(x)
        ctx.eps = eps
        return standardise_rows(x.T, eps).T

    @staticmethod
    def backward(ctx, dy):
        (x,) = ctx.saved_tensors
        one = torch.ones_like(x[0])
        _, (centred, r, _) = bn_train_forward(x, one, one, ctx.eps)
        normal = centred * r
        return r * (dy - dy.mean(dim=0) - normal * (dy * normal).mean(dim=0)), None


class ColumnNorm(nn.Module):
    """A memory and two parameters per column of a matrix."""

    def __init__(self, size, eps, momentum, affine):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(size)) if affine else None
        self.bias = nn.Parameter(torch.zeros(size)) if affine else None
        self.register_buffer("running_mean", torch.zeros(size))
        self.register_buffer("running_var", torch.ones(size))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def columns(self, x):
        if self.training:
            k = int(self.num_batches_tracked) + 1
            kept = update_running(self.running_mean, self.running_var, x.detach(), self.momentum, k)
            y = Standardise.apply(x, self.eps)
            with torch.no_grad():
                self.running_mean.copy_(kept[0])
                self.running_var.copy_(kept[1])
                self.num_batches_tracked.fill_(k)
        else:
            y = (x - self.running_mean) / (self.running_var + self.eps).sqrt()
        return y if self.weight is None else y * self.weight + self.bias


class BatchNorm1d(ColumnNorm):
    def __init__(self, features, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(features, eps, momentum, affine)

    def forward(self, x):
        return self.columns(x)


class BatchNorm2d(ColumnNorm):
    def __init__(self, channels, eps=1e-5, momentum=0.1, affine=True):
        super().__init__(channels, eps, momentum, affine)

    def forward(self, x):
        n, c, h, w = x.shape
        return self.columns(x.permute(0, 2, 3, 1).reshape(-1, c)).view(n, h, w, c).permute(0, 3, 1, 2)


def identity_params(x, eps=1e-5):
    one = torch.ones_like(x[0])
    _, cache = bn_train_forward(x, one, one, eps)
    return cache.inv_std.reciprocal(), x[0] - cache.centred[0]


def fold_bn_linear(W, b, bn):
    one = torch.ones_like(bn.running_mean)
    gamma, beta = (one, one - one) if bn.weight is None else (bn.weight, bn.bias)
    statistics = bn.running_mean, bn.running_var
    slope, _ = bn_eval_affine(*statistics, gamma, beta, bn.eps)
    start = torch.zeros_like(W[:, 0]) if b is None else b
    return torch.diag(slope) @ W, bn_eval_forward(start, *statistics, gamma, beta, bn.eps)


def fold_bn_conv(W, b, bn):
    filters, bias = fold_bn_linear(W.flatten(1), b, bn)
    return filters.view_as(W), bias


def fuse(model):
    if any(layer.training for layer in (model, *model)):
        raise ValueError("only a model in eval mode can be fused")
    norms = (BatchNorm1d, BatchNorm2d, nn.BatchNorm1d, nn.BatchNorm2d)
    stack = [nn.Identity()]
    for layer in model:
        below = stack[-1]
        if isinstance(layer, norms) and isinstance(below, nn.Linear | nn.Conv2d):
            fold = fold_bn_linear if isinstance(below, nn.Linear) else fold_bn_conv
            with torch.no_grad():
                below.weight, below.bias = map(nn.Parameter, fold(below.weight, below.bias, layer))
            continue
        pads = isinstance(layer, nn.Conv2d) and layer.padding_mode == "zeros" and any(layer.padding)
        if pads and isinstance(below, norms):
            raise ValueError("a batch norm stands before a convolution that pads with zeros")
        stack.append(copy.deepcopy(layer))
    return nn.Sequential(*stack[1:]).eval()


def layer_norm(x, gamma, beta, eps=1e-5):
    return torch.addcmul(beta, standardise_rows(x, eps), gamma)


def instance_norm(x, gamma, beta, eps=1e-5):
    rows = standardise_rows(x.flatten(0, 1).flatten(1), eps).view_as(x)
    return torch.einsum("nchw,c->nchw", rows, gamma) + beta[:, None, None]


def group_norm(x, G, gamma, beta, eps=1e-5):
    C = x.shape[1]
    if G < 1 or C % G:
        raise ValueError(f"{G} groups of equal size cannot be made of {C} channels")
    member = torch.eye(G, dtype=x.dtype, device=x.device).repeat_interleave(C // G, dim=0)
    average = member @ member.T * G / C
    centred = x - x.mean(dim=(2, 3)).matmul(average)[:, :, None, None]
    centred = centred - centred.mean(dim=(2, 3)).matmul(average)[:, :, None, None]
    var = centred.square().mean(dim=(2, 3)).matmul(average)
    slope = gamma / (var + eps).sqrt()
    return torch.addcmul(beta[:, None, None], centred, slope[:, :, None, None])


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError("p is a probability")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        dropped = torch.empty_like(x, dtype=torch.bool).bernoulli_(self.p)
        return (x / (1 - self.p if self.p < 1 else 1)).masked_fill(dropped, 0)
