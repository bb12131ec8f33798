"""Batch normalisation: layers that keep their inputs in range.

Conventions for the whole assignment:

- x has its samples in axis 0: (N, D) for features, (N, C, H, W) for images with C channels;
- a batch is normalised with the *biased* variance σ² = mean of (x − μ)², divided by N, and with √(σ² + ε): ε stands
  inside the root, and is a variance;
- the running variance stores the *unbiased* estimate, N / (N − 1) times as large;
- momentum is the weight of the new value: running ← (1 − momentum) · running + momentum · batch;
- results have the dtype and the device of x, and arguments stay as they are;
- ready-made normalisations are excluded, and so are Python loops in functions that compute with tensors.

Others choose otherwise. CS231n, d2l and dlsyscourse keep the biased variance; CS231n's momentum is the weight of the
*old* value, 0.9; makemore normalises with the unbiased variance. What stands here is what PyTorch does.
"""

import copy
from typing import NamedTuple

import torch
from torch import nn


# BEGIN SOLUTION
def _normalize(x: torch.Tensor, axes: tuple[int, ...], eps: float) -> torch.Tensor:
    """Zero mean and unit variance over the given axes."""
    var, mean = torch.var_mean(x, dim=axes, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps)


def _per_channel(v: torch.Tensor) -> torch.Tensor:
    """One number per channel, ready to meet (N, C, H, W)."""
    return v.view(1, -1, 1, 1)


def _register(layer: nn.Module, size: int, affine: bool) -> None:
    """Give a batch norm its parameters and buffers."""
    layer.register_parameter("weight", nn.Parameter(torch.ones(size)) if affine else None)
    layer.register_parameter("bias", nn.Parameter(torch.zeros(size)) if affine else None)
    layer.register_buffer("running_mean", torch.zeros(size))
    layer.register_buffer("running_var", torch.ones(size))
    layer.register_buffer("num_batches_tracked", torch.tensor(0))


def _statistics(
    layer: nn.Module, x: torch.Tensor, axes: tuple[int, ...]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and variance to normalise x with; those of a training batch are remembered."""
    if not layer.training:
        return layer.running_mean, layer.running_var
    n = x.numel() // x.shape[1]
    if n == 1:
        raise ValueError("one value has no variance: train on larger batches, or call eval()")
    var, mean = torch.var_mean(x, dim=axes, correction=0)
    with torch.no_grad():
        layer.num_batches_tracked += 1
        rate = 1 / int(layer.num_batches_tracked) if layer.momentum is None else layer.momentum
        layer.running_mean += rate * (mean - layer.running_mean)
        layer.running_var += rate * (var * n / (n - 1) - layer.running_var)
    return mean, var


def _fold(W: torch.Tensor, b: torch.Tensor | None, bn: nn.Module) -> tuple[torch.Tensor, torch.Tensor]:
    """Fold into weights whose axis 0 is the output, whatever other axes they have."""
    scale = 1 / torch.sqrt(bn.running_var + bn.eps)
    if bn.weight is not None:
        scale = scale * bn.weight
    shift = -bn.running_mean if b is None else b - bn.running_mean
    beta = 0 if bn.bias is None else bn.bias
    return W * scale.view(-1, *[1] * (W.ndim - 1)), scale * shift + beta


def _pads_with_zeros(conv: nn.Conv2d) -> bool:
    return conv.padding_mode == "zeros" and any(conv.padding)


# END SOLUTION


class Cache(NamedTuple):
    """What the backward pass needs to know of the forward pass: x̂ = centred · inv_std.

    Attributes:
        centred: x − μ, shape (N, D).
        inv_std: 1 / √(σ² + ε), shape (D,).
        gamma: γ, shape (D,).
    """

    centred: torch.Tensor
    inv_std: torch.Tensor
    gamma: torch.Tensor


def bn_train_forward(
    x: torch.Tensor, gamma: torch.Tensor, beta: torch.Tensor, eps: float = 1e-5
) -> tuple[torch.Tensor, Cache]:
    """Normalise every feature over the batch, then scale and shift it (Groudiev, notes §4.5.2).

    μ_j and σ_j² are the mean and the biased variance (divided by N) of column j; x̂ = (x − μ) / √(σ² + ε) and
    y = γ x̂ + β. Computed as the mean of (x − μ)², not as a difference of two means, σ² is accurate for features
    far from zero too (probes go up to a mean of 10⁵ standard deviations).

    Args:
        x: a batch, shape (N, D), N ≥ 1. For N = 1 there is nothing to spread: x̂ = 0 and y = β.
        gamma: γ, the scale, shape (D,).
        beta: β, the shift, shape (D,).
        eps: ε > 0, added to the variance.

    Returns:
        y of shape (N, D), and the `Cache` for the backward pass. A feature that is constant gives y = β.
    """
    # BEGIN SOLUTION
    centred = x - x.mean(dim=0)
    inv_std = 1 / torch.sqrt((centred**2).mean(dim=0) + eps)
    return gamma * (centred * inv_std) + beta, Cache(centred, inv_std, gamma)
    # END SOLUTION


def bn_backward_steps(dy: torch.Tensor, cache: Cache) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The gradients of `bn_train_forward`, one node of its graph after the other.

    With c = x − μ, v = mean(c²), r = 1 / √(v + ε), x̂ = c r and y = γ x̂ + β, walk backwards from dy = ∂L/∂y to
    ∂L/∂x. c is used twice (in x̂ and in v) and μ depends on every row of x. No autograd.

    Args:
        dy: ∂L/∂y, shape (N, D).
        cache: of the forward pass.

    Returns:
        (dx, dgamma, dbeta): ∂L/∂x of shape (N, D), ∂L/∂γ and ∂L/∂β of shape (D,).
    """
    # BEGIN SOLUTION
    c, r, gamma = cache
    dx_hat = gamma * dy
    dr = (dx_hat * c).sum(dim=0)
    dv = dr * (-0.5 * r**3)
    dc = dx_hat * r + dv * 2 * c / len(c)
    dx = dc - dc.mean(dim=0)
    return dx, (dy * c * r).sum(dim=0), dy.sum(dim=0)
    # END SOLUTION


def bn_backward(dy: torch.Tensor, cache: Cache) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The gradients of `bn_train_forward` in closed form.

    dγ = Σ_n dy x̂ and dβ = Σ_n dy, and dx = γ / (N √(σ² + ε)) · (N dy − Σ_n dy − x̂ Σ_n dy x̂), all sums over the
    batch. No autograd.

    Args:
        dy: ∂L/∂y, shape (N, D).
        cache: of the forward pass.

    Returns:
        (dx, dgamma, dbeta): ∂L/∂x of shape (N, D), ∂L/∂γ and ∂L/∂β of shape (D,).
    """
    # BEGIN SOLUTION
    x_hat = cache.centred * cache.inv_std
    dgamma, dbeta = (dy * x_hat).sum(dim=0), dy.sum(dim=0)
    dx = cache.gamma * cache.inv_std * (dy - (dbeta + x_hat * dgamma) / len(dy))
    return dx, dgamma, dbeta
    # END SOLUTION


def update_running(
    mean: torch.Tensor, var: torch.Tensor, x: torch.Tensor, momentum: float | None = 0.1, k: int = 1
) -> tuple[torch.Tensor, torch.Tensor]:
    """The running statistics after one more batch: (1 − m) · running + m · batch.

    The variance of the batch enters unbiased, divided by N − 1, although the batch itself is normalised with the
    biased one: what is kept is an estimate for data not seen yet.

    Args:
        mean: the running mean so far, shape (D,).
        var: the running variance so far, shape (D,).
        x: the batch, shape (N, D).
        momentum: the weight m of the new value, or None for the plain average of all batches, m = 1/k.
        k: the number of this batch, counted from 1; used only if momentum is None.

    Returns:
        The new mean and variance, new tensors of shape (D,).

    Raises:
        ValueError: N = 1, which has no unbiased variance.
    """
    # BEGIN SOLUTION
    if len(x) == 1:
        raise ValueError("one sample has no unbiased variance")
    weight = 1 / k if momentum is None else momentum
    return (1 - weight) * mean + weight * x.mean(dim=0), (1 - weight) * var + weight * x.var(dim=0)
    # END SOLUTION


def bn_eval_forward(
    x: torch.Tensor,
    mean: torch.Tensor,
    var: torch.Tensor,
    gamma: torch.Tensor,
    beta: torch.Tensor,
    eps: float = 1e-5,
) -> torch.Tensor:
    """Batch normalisation at test time: y = γ (x − μ) / √(σ² + ε) + β with statistics from training.

    The batch has no say: each row of the result depends on its own row of x alone.

    Args:
        x: shape (N, D), N ≥ 1.
        mean: the running mean μ, shape (D,).
        var: the running variance σ², shape (D,), ≥ 0.
        gamma: γ, shape (D,).
        beta: β, shape (D,).
        eps: ε > 0, added to the variance as in training.

    Returns:
        y of shape (N, D).
    """
    # BEGIN SOLUTION
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
    # END SOLUTION


def bn_eval_affine(
    mean: torch.Tensor, var: torch.Tensor, gamma: torch.Tensor, beta: torch.Tensor, eps: float = 1e-5
) -> tuple[torch.Tensor, torch.Tensor]:
    """The same function written as y = a x + c: one multiplication and one addition per number.

    Args:
        mean: the running mean μ, shape (D,).
        var: the running variance σ², shape (D,), ≥ 0.
        gamma: γ, shape (D,).
        beta: β, shape (D,).
        eps: ε > 0.

    Returns:
        (a, c), each of shape (D,), such that a x + c is `bn_eval_forward` for every x.
    """
    # BEGIN SOLUTION
    a = gamma / torch.sqrt(var + eps)
    return a, beta - a * mean
    # END SOLUTION


class BatchNorm1d(nn.Module):
    """Batch normalisation of (N, D), interchangeable with `torch.nn.BatchNorm1d`.

    Training mode: normalises with the batch's own mean and biased variance, through which gradients flow, and then
    updates the running statistics as `update_running` does, whether gradients are enabled or not. Eval mode: uses
    the running statistics and changes nothing.

    Parameters `weight` (γ, ones) and `bias` (β, zeros), shape (features,); both None if not `affine`. Buffers
    `running_mean` (zeros) and `running_var` (ones), shape (features,), and `num_batches_tracked`, an int64 0-d tensor
    that counts training batches from 0. The state dict has these five names and no other. Buffers are updated in
    place, never replaced, and never require a gradient.

    Args:
        features: D.
        eps: ε, added to the variance.
        momentum: weight of the newest batch in the running statistics; None for the plain average of all batches.
        affine: whether there are γ and β.
    """

    def __init__(
        self, features: int, eps: float = 1e-5, momentum: float | None = 0.1, affine: bool = True
    ) -> None:
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        # BEGIN SOLUTION
        _register(self, features, affine)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Normalise a batch.

        Args:
            x: shape (N, features), of the parameters' dtype.

        Returns:
            y of the same shape.

        Raises:
            ValueError: N = 1 in training mode; nothing is updated then.
        """
        # BEGIN SOLUTION
        mean, var = _statistics(self, x, axes=(0,))
        x_hat = (x - mean) / torch.sqrt(var + self.eps)
        return x_hat if self.weight is None else self.weight * x_hat + self.bias
        # END SOLUTION


class BatchNorm2d(nn.Module):
    """Batch normalisation of (N, C, H, W), interchangeable with `torch.nn.BatchNorm2d` (Groudiev, notes §4.5.3).

    As `BatchNorm1d`, with channels in the place of features: the N · H · W values of a channel are normalised
    together. Same parameters, same buffers, same names, all of shape (channels,).

    Args:
        channels: C.
        eps: ε, added to the variance.
        momentum: weight of the newest batch in the running statistics; None for the plain average of all batches.
        affine: whether there are γ and β.
    """

    def __init__(
        self, channels: int, eps: float = 1e-5, momentum: float | None = 0.1, affine: bool = True
    ) -> None:
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        # BEGIN SOLUTION
        _register(self, channels, affine)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Normalise a batch.

        Args:
            x: shape (N, channels, H, W), of the parameters' dtype.

        Returns:
            y of the same shape.

        Raises:
            ValueError: N · H · W = 1 in training mode; nothing is updated then. One image of several pixels is fine.
        """
        # BEGIN SOLUTION
        mean, var = _statistics(self, x, axes=(0, 2, 3))
        x_hat = (x - _per_channel(mean)) / torch.sqrt(_per_channel(var) + self.eps)
        if self.weight is None:
            return x_hat
        return _per_channel(self.weight) * x_hat + _per_channel(self.bias)
        # END SOLUTION


def identity_params(x: torch.Tensor, eps: float = 1e-5) -> tuple[torch.Tensor, torch.Tensor]:
    """The γ and β with which `bn_train_forward(x, γ, β, eps)` gives x back exactly (Groudiev, notes §4.5.2).

    Args:
        x: a batch, shape (N, D).
        eps: the ε of the normalisation to be undone.

    Returns:
        (gamma, beta), each of shape (D,).
    """
    # BEGIN SOLUTION
    return torch.sqrt(x.var(dim=0, correction=0) + eps), x.mean(dim=0)
    # END SOLUTION


def fold_bn_linear(
    W: torch.Tensor, b: torch.Tensor | None, bn: nn.Module
) -> tuple[torch.Tensor, torch.Tensor]:
    """One linear layer that does what x ↦ W x + b followed by `bn` at test time does (Groudiev, notes §4.5.2).

    Args:
        W: weights, shape (out, in).
        b: bias, shape (out,), or None for no bias.
        bn: a batch norm of `out` features, ours or PyTorch's: `weight` and `bias` (both None if not affine),
            `running_mean`, `running_var`, `eps`. Its running statistics count, whatever mode it is in; it stays as
            it is.

    Returns:
        New weights of shape (out, in) and bias of shape (out,).
    """
    # BEGIN SOLUTION
    return _fold(W, b, bn)
    # END SOLUTION


def fold_bn_conv(W: torch.Tensor, b: torch.Tensor | None, bn: nn.Module) -> tuple[torch.Tensor, torch.Tensor]:
    """One convolution that does what a convolution followed by `bn` at test time does.

    Args:
        W: filters, shape (out, in / groups, kh, kw); groups may be 1, several, or as many as channels.
        b: bias, shape (out,), or None for no bias.
        bn: a batch norm of `out` channels, as in `fold_bn_linear`.

    Returns:
        New filters of the shape of W and bias of shape (out,).
    """
    # BEGIN SOLUTION
    return _fold(W, b, bn)
    # END SOLUTION


def fuse(model: nn.Sequential) -> nn.Sequential:
    """A copy of a trained model without those batch norms that can be folded away.

    Layers are looked at in order. Batch norm means ours or PyTorch's, 1d or 2d.

    - One that stands *directly* behind an `nn.Linear` or `nn.Conv2d` is folded into it. It disappears, or leaves an
      `nn.Identity` in its place. (Two batch norms in a row do not occur.)
    - Any other stays as it is. If it stands directly before an `nn.Conv2d` that pads with zeros, the request is
      refused: there it could not be folded forwards either, because the padding is not normalised.

    Args:
        model: a sequence of layers, not nested, in eval mode. It stays as it is and shares nothing with the copy.

    Returns:
        The copy, in eval mode: the same outputs up to rounding.

    Raises:
        ValueError: the model or one of its layers is in training mode (then a batch norm is not affine), or a batch
            norm that stays stands directly before an `nn.Conv2d` with `padding_mode="zeros"` (the default) and a
            `padding` other than 0. (`padding` is given in numbers here, not as `"same"` or `"valid"`.)
    """
    # BEGIN SOLUTION
    if any(module.training for module in model.modules()):
        raise ValueError("in training mode a batch norm depends on the batch: call model.eval() first")
    norms = (BatchNorm1d, BatchNorm2d, nn.BatchNorm1d, nn.BatchNorm2d)
    layers: list[nn.Module] = []
    for layer in copy.deepcopy(model):
        before = layers[-1] if layers else None
        if isinstance(layer, norms) and isinstance(before, nn.Linear | nn.Conv2d):
            W, b = _fold(before.weight, before.bias, layer)
            before.weight, before.bias = nn.Parameter(W), nn.Parameter(b)
            continue
        if isinstance(before, norms) and isinstance(layer, nn.Conv2d) and _pads_with_zeros(layer):
            raise ValueError(
                "a batch norm before a zero-padded convolution cannot be folded: zeros stay zeros"
            )
        layers.append(layer)
    return nn.Sequential(*layers).eval()
    # END SOLUTION


def layer_norm(x: torch.Tensor, gamma: torch.Tensor, beta: torch.Tensor, eps: float = 1e-5) -> torch.Tensor:
    """Normalise every sample over its own features (Groudiev, notes §4.5.5). The same in training and at test time.

    Args:
        x: shape (N, D).
        gamma: γ, shape (D,): one scale per feature, shared by all samples.
        beta: β, shape (D,).
        eps: ε > 0, added to the biased variance.

    Returns:
        y of shape (N, D).
    """
    # BEGIN SOLUTION
    return gamma * _normalize(x, (1,), eps) + beta
    # END SOLUTION


def instance_norm(
    x: torch.Tensor, gamma: torch.Tensor, beta: torch.Tensor, eps: float = 1e-5
) -> torch.Tensor:
    """Normalise every channel of every image over its own pixels (Groudiev, notes §4.5.5).

    Args:
        x: shape (N, C, H, W), H · W > 1.
        gamma: γ, shape (C,): one scale per channel.
        beta: β, shape (C,).
        eps: ε > 0, added to the biased variance.

    Returns:
        y of shape (N, C, H, W).
    """
    # BEGIN SOLUTION
    return _per_channel(gamma) * _normalize(x, (2, 3), eps) + _per_channel(beta)
    # END SOLUTION


def group_norm(
    x: torch.Tensor, G: int, gamma: torch.Tensor, beta: torch.Tensor, eps: float = 1e-5
) -> torch.Tensor:
    """Normalise every image in G groups of neighbouring channels (Wu and He, Group normalization, 2018).

    Channels 0 … C/G − 1 are the first group, and so on; the C/G · H · W values of a group are normalised together.
    G = 1 is layer normalisation over (C, H, W), G = C is `instance_norm`.

    Args:
        x: shape (N, C, H, W).
        G: number of groups.
        gamma: γ, shape (C,): one scale per channel, not per group.
        beta: β, shape (C,).
        eps: ε > 0, added to the biased variance.

    Returns:
        y of shape (N, C, H, W).

    Raises:
        ValueError: G does not divide C.
    """
    # BEGIN SOLUTION
    if x.shape[1] % G:
        raise ValueError(f"{x.shape[1]} channels do not make {G} equal groups")
    groups = x.unflatten(1, (G, -1))
    x_hat = _normalize(groups, (2, 3, 4), eps).view(x.shape)
    return _per_channel(gamma) * x_hat + _per_channel(beta)
    # END SOLUTION


class Dropout(nn.Module):
    """Inverted dropout (Guigue, slides: fighting overfitting).

    Training mode: every number of x is set to 0 with probability p, independently of all others, and what is kept is
    multiplied by 1 / (1 − p), so that the expected value stays. Every call draws anew, with torch's global generator,
    on the device of x. Autograd goes the same way: the gradient is dropped where x was, and scaled alike. Eval mode:
    the identity.

    Args:
        p: the probability of being dropped. 0 changes nothing, 1 gives zeros.

    Raises:
        ValueError: p is not in [0, 1].
    """

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        # BEGIN SOLUTION
        if not 0 <= p <= 1:
            raise ValueError(f"p is a probability, not {p}")
        # END SOLUTION
        self.p = p

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Drop and rescale.

        Args:
            x: any shape, floating point.

        Returns:
            A tensor of the same shape and dtype.
        """
        # BEGIN SOLUTION
        if not self.training:
            return x
        kept = (torch.rand_like(x) >= self.p).to(x.dtype)
        return x * kept if self.p == 1 else x * kept / (1 - self.p)
        # END SOLUTION
