"""Images as tables of pixels, gradients as products with Jacobians, folding as a product with a diagonal matrix."""


def bn_train_forward(x, gamma, beta, eps=1e-5):
    n = len(x)
    centring = torch.eye(n, dtype=x.dtype) - 1 / n
    centred = centring @ x
    inv_std = torch.rsqrt(torch.einsum("nd,nd->d", centred, centred) / n + eps)
    return torch.addcmul(beta, centred, gamma * inv_std), Cache(centred, inv_std, gamma)


def bn_backward_steps(dy, cache):
    n = len(dy)
    x_hat = (cache.centred * cache.inv_std).T
    jacobian = torch.eye(n, dtype=dy.dtype) - 1 / n - x_hat.unsqueeze(2) * x_hat.unsqueeze(1) / n
    dx = torch.einsum("dnm,md->nd", jacobian, dy) * cache.gamma * cache.inv_std
    return dx, torch.einsum("nd,dn->d", dy, x_hat), torch.ones_like(dy[:, 0]) @ dy


def bn_backward(dy, cache):
    n = len(dy)
    x_hat = cache.inv_std * cache.centred
    dgamma, dbeta = torch.einsum("nd,nd->d", dy, x_hat), torch.einsum("nd->d", dy)
    dx = cache.gamma * cache.inv_std / n * (n * dy - dbeta - x_hat * dgamma)
    return dx, dgamma, dbeta


def update_running(mean, var, x, momentum=0.1, k=1):
    n = x.shape[0]
    if n < 2:
        raise ValueError
    rate = momentum if momentum is not None else 1.0 / k
    batch = x.sum(0) / n
    return torch.lerp(mean, batch, rate), torch.lerp(var, (x - batch).square().sum(0) / (n - 1), rate)


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    slope = gamma * torch.rsqrt(var + eps)
    return slope * x + (beta - slope * mean)


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    y0 = beta - gamma * mean / torch.sqrt(var + eps)
    y1 = beta + gamma * (1 - mean) / torch.sqrt(var + eps)
    return y1 - y0, y0


class _Table(nn.Module):
    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(size)) if affine else None
        self.bias = nn.Parameter(torch.zeros(size)) if affine else None
        self.register_buffer("num_batches_tracked", torch.zeros((), dtype=torch.int64))
        self.register_buffer("running_var", torch.ones(size))
        self.register_buffer("running_mean", torch.zeros(size))

    def rows(self, x):
        if self.training:
            if len(x) < 2:
                raise ValueError("too few values")
            mean = x.mean(0)
            var = (x - mean).pow(2).mean(0)
            self.remember(mean.detach(), x.detach().var(0))
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean) * torch.rsqrt(var + self.eps)
        return torch.addcmul(self.bias, x_hat, self.weight) if self.weight is not None else x_hat

    def remember(self, mean, var):
        self.num_batches_tracked.add_(1)
        rate = self.momentum if self.momentum is not None else 1.0 / self.num_batches_tracked.item()
        self.running_mean.mul_(1 - rate).add_(mean, alpha=rate)
        self.running_var.mul_(1 - rate).add_(var, alpha=rate)


class BatchNorm1d(_Table):
    def forward(self, x):
        return self.rows(x)


class BatchNorm2d(_Table):
    def forward(self, x):
        n, c, h, w = x.shape
        table = x.permute(0, 2, 3, 1).reshape(-1, c)
        return self.rows(table).reshape(n, h, w, c).permute(0, 3, 1, 2)


def identity_params(x, eps=1e-5):
    centred = x - x.mean(0)
    return torch.linalg.vector_norm(centred, dim=0).square().div(len(x)).add(eps).sqrt(), x.mean(0)


def fold_bn_linear(W, b, bn):
    scale = torch.rsqrt(bn.running_var + bn.eps) * (1 if bn.weight is None else bn.weight)
    inside = torch.zeros_like(scale) if b is None else b
    return torch.diag(scale) @ W, scale * (inside - bn.running_mean) + (0 if bn.bias is None else bn.bias)


def fold_bn_conv(W, b, bn):
    flat, bias = fold_bn_linear(W.flatten(1), b, bn)
    return flat.unflatten(1, W.shape[1:]), bias


def fuse(model):
    if model.training or any(layer.training for layer in model):
        raise ValueError("call eval() first")
    layers = [copy.deepcopy(layer) for layer in model]
    for i, layer in enumerate(layers):
        if not isinstance(layer, BatchNorm1d | BatchNorm2d | nn.BatchNorm1d | nn.BatchNorm2d):
            continue
        target = layers[i - 1] if i else None
        behind = layers[i + 1] if i + 1 < len(layers) else None
        if isinstance(target, nn.Linear | nn.Conv2d):
            fold = fold_bn_conv if isinstance(target, nn.Conv2d) else fold_bn_linear
            W, b = fold(target.weight.data, None if target.bias is None else target.bias.data, layer)
            target.weight.data = W.detach()
            target.bias = nn.Parameter(b.detach())
            layers[i] = nn.Identity()
        elif (
            isinstance(behind, nn.Conv2d)
            and behind.padding_mode == "zeros"
            and tuple(behind.padding) != (0, 0)
        ):
            raise ValueError("zero padding")
    return nn.Sequential(*layers).eval()


def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x.T - x.mean(1)
    return (centred * torch.rsqrt(centred.square().mean(0) + eps)).T * gamma + beta


def instance_norm(x, gamma, beta, eps=1e-5):
    planes = x.flatten(2)
    centred = planes - planes.mean(2, keepdim=True)
    x_hat = centred / (centred.square().mean(2, keepdim=True) + eps).sqrt()
    return (x_hat * gamma[:, None] + beta[:, None]).unflatten(2, x.shape[2:])


def group_norm(x, G, gamma, beta, eps=1e-5):
    N, C = x.shape[:2]
    if C % G != 0:
        raise ValueError("no equal groups")
    rows = x.reshape(N * G, -1)
    std, mean = torch.std_mean(rows, dim=1, correction=0, keepdim=True)
    x_hat = ((rows - mean) / torch.hypot(std, torch.full_like(std, eps).sqrt())).reshape(x.shape)
    return torch.einsum("nchw,c->nchw", x_hat, gamma) + beta[None, :, None, None]


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError("no probability")
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        if self.p == 1:
            return torch.zeros_like(x) * x
        return x * torch.empty_like(x).bernoulli_(1 - self.p).div(1 - self.p)
