"""NumPy wherever no gradient is needed; layers that blend their two modes and write buffers through `copy_`."""

import numpy as np


def bn_train_forward(x, gamma, beta, eps=1e-5):
    a = x.numpy()
    mean, var = a.mean(axis=0), a.var(axis=0)
    inv_std = torch.from_numpy((var + eps).astype(a.dtype) ** -0.5)
    centred = torch.from_numpy(a - mean)
    return centred * (inv_std * gamma) + beta, Cache(centred, inv_std, gamma)


def bn_backward_steps(dy, cache):
    dout = dy.numpy()
    centred, inv_std, gamma = cache.centred.numpy(), cache.inv_std.numpy(), cache.gamma.numpy()
    n = len(dout)
    std = 1 / inv_std
    dscaled = dout * gamma
    dcentred = dscaled / std
    dstd = -(dscaled * centred).sum(axis=0) / std**2
    dvar = dstd / (2 * std)
    dcentred += np.broadcast_to(dvar, dout.shape) * (2 / n) * centred
    dx = dcentred - np.ones((n, n), dtype=dout.dtype) @ dcentred / n
    dgamma = torch.from_numpy((dout * centred / std).sum(axis=0))
    return torch.from_numpy(dx), dgamma, torch.from_numpy(dout.sum(axis=0))


def bn_backward(dy, cache):
    dout = dy.numpy()
    centred, inv_std, gamma = cache.centred.numpy(), cache.inv_std.numpy(), cache.gamma.numpy()
    x_hat = centred * inv_std
    slope = (dout * x_hat).mean(axis=0)
    dx = gamma * inv_std * (dout - dout.mean(axis=0) - slope * x_hat)
    dgamma = torch.from_numpy(slope * np.array(len(dout), dout.dtype))
    return torch.from_numpy(dx), dgamma, torch.from_numpy(dout.sum(axis=0))


def update_running(mean, var, x, momentum=0.1, k=1):
    if x.shape[0] == 1:
        raise ValueError("one sample")
    keep = 1 - 1 / k if momentum is None else 1 - momentum
    a = x.numpy()
    new = [keep * mean.numpy() + (1 - keep) * a.mean(0), keep * var.numpy() + (1 - keep) * a.var(0, ddof=1)]
    return torch.from_numpy(new[0]), torch.from_numpy(new[1])


def bn_eval_forward(x, mean, var, gamma, beta, eps=1e-5):
    z = (x.numpy() - mean.numpy()) / np.sqrt(var.numpy() + np.array(eps, var.numpy().dtype))
    return torch.from_numpy(z * gamma.numpy() + beta.numpy())


def bn_eval_affine(mean, var, gamma, beta, eps=1e-5):
    r = torch.pow(var + eps, -0.5)
    return gamma * r, torch.addcmul(beta, gamma * r, mean, value=-1)


class _Norm(nn.Module):
    axes = (0,)

    def __init__(self, size, eps=1e-5, momentum=0.1, affine=True):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        for name, first in (("weight", 1.0), ("bias", 0.0)):
            self.register_parameter(name, nn.Parameter(torch.full((size,), first)) if affine else None)
        self.register_buffer("running_mean", torch.zeros(size))
        self.register_buffer("running_var", torch.zeros(size) + 1)
        self.register_buffer("num_batches_tracked", torch.tensor(0, dtype=torch.long))

    def forward(self, x):
        shape = [1, -1] + [1] * (x.ndim - 2)
        mean, var = self.running_mean, self.running_var
        if self.training:
            count = int(np.prod([x.shape[axis] for axis in self.axes]))
            if count == 1:
                raise ValueError("one value")
            mean = x.sum(self.axes) / count
            var = (x - mean.reshape(shape)).square().sum(self.axes) / count
            self.num_batches_tracked.data += 1
            rate = self.momentum
            if rate is None:
                rate = 1.0 / float(self.num_batches_tracked)
            with torch.no_grad():
                self.running_mean.copy_(rate * mean + (1 - rate) * self.running_mean)
                self.running_var.copy_(rate * var / (count - 1) * count + (1 - rate) * self.running_var)
        y = (x - mean.reshape(shape)) / torch.sqrt(var + self.eps).reshape(shape)
        if self.weight is not None:
            y = y * self.weight.reshape(shape) + self.bias.reshape(shape)
        return y


class BatchNorm1d(_Norm):
    pass


class BatchNorm2d(_Norm):
    axes = (0, 2, 3)


def identity_params(x, eps=1e-5):
    a = x.numpy()
    return torch.from_numpy(np.sqrt(a.var(axis=0) + np.array(eps, a.dtype))), torch.from_numpy(a.mean(axis=0))


def fold_bn_linear(W, b, bn):
    with torch.no_grad():
        scale = 1 / torch.sqrt(bn.running_var + bn.eps)
        shift = -bn.running_mean * scale
        if bn.weight is not None:
            scale, shift = scale * bn.weight, shift * bn.weight + bn.bias
        if b is not None:
            shift = shift + scale * b
        return torch.einsum("o,oi->oi", scale, W), shift


def fold_bn_conv(W, b, bn):
    rows, shift = fold_bn_linear(W.reshape(len(W), -1), b, bn)
    return rows.reshape(W.shape), shift


def layer_norm(x, gamma, beta, eps=1e-5):
    a = x.numpy()
    std = np.sqrt(a.var(axis=1, keepdims=True) + np.array(eps, a.dtype))
    return torch.from_numpy((a - a.mean(axis=1, keepdims=True)) / std * gamma.numpy() + beta.numpy())


def instance_norm(x, gamma, beta, eps=1e-5):
    return group_norm(x, x.shape[1], gamma, beta, eps)


def group_norm(x, G, gamma, beta, eps=1e-5):
    N, C, H, W = x.shape
    if C // G * G != C:
        raise ValueError("channels left over")
    a = x.numpy().reshape(N, G, C // G * H * W)
    a = (a - a.mean(axis=2, keepdims=True)) / np.sqrt(a.var(axis=2, keepdims=True) + np.array(eps, a.dtype))
    scale, shift = gamma.numpy()[:, np.newaxis, np.newaxis], beta.numpy()[:, np.newaxis, np.newaxis]
    return torch.from_numpy(a.reshape(N, C, H, W) * scale + shift)


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not (p >= 0 and p <= 1):
            raise ValueError(p)
        self.p = p

    def forward(self, x):
        if self.training:
            dropped = torch.rand(x.shape, device=x.device) < self.p
            return torch.where(dropped, torch.zeros_like(x), x / (1 - self.p) if self.p < 1 else x)
        return x
