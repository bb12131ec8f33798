"""Losses: what to minimise, and its gradient

Conventions, stated once. A batch has N samples, the first axis. A loss is a number per sample, (N,), which
`reduction` then averages, sums or leaves alone; a gradient is that of the *mean* loss and carries its 1/N, unless its
docstring says otherwise. Logarithms are natural, classes are counted from 0. Results have the dtype of the first
argument, unless the docstring names another, and arguments stay as they are. Losses are made of tensor operations, so
that autograd can differentiate them; gradients are written by hand, without autograd. Nowhere `torch.nn`,
`torch.logsumexp`, `torch.softmax`, `torch.log_softmax` or their methods (`z.softmax(1)`); `torch.sigmoid`,
`torch.log1p` and `torch.xlogy` are allowed. Python loops are allowed only where the argument is a dictionary.
"""

import math

import torch


def reduce(losses: torch.Tensor, reduction: str) -> torch.Tensor:
    """Turn one loss per sample into what was asked for.

    Args:
        losses: (N,).
        reduction: "none" (the losses as they are), "mean" (divided by N) or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor.

    Raises:
        ValueError: any other word.
    """
    if reduction == "none":
        return losses
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    raise ValueError(f"reduction is {reduction!r}, not 'none', 'mean' or 'sum'")


# BEGIN SOLUTION
def _shifted(z: torch.Tensor, dim: int) -> torch.Tensor:
    """Scores with their row's maximum at 0: no exponential overflows, and the softmax stays the same."""
    return z - z.detach().amax(dim, keepdim=True)


def _softmax(z: torch.Tensor, dim: int) -> torch.Tensor:
    e = _shifted(z, dim).exp()
    return e / e.sum(dim, keepdim=True)


def _log_softmax(z: torch.Tensor, dim: int) -> torch.Tensor:
    shifted = _shifted(z, dim)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()


def _one_hot(y: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    return torch.zeros_like(like).scatter(1, y.unsqueeze(1), 1.0)


def _per_sample(losses: torch.Tensor) -> torch.Tensor:
    """(N,) or (N, K) to (N,): the sum over whatever belongs to one sample."""
    return losses.reshape(len(losses), -1).sum(1)


def _penalised(params: dict[str, torch.Tensor], include_bias: bool) -> dict[str, torch.Tensor]:
    return {name: w for name, w in params.items() if include_bias or not name.endswith("bias")}


# END SOLUTION


def mse(x: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """Squared error: the loss of sample n is Σ_j (x_nj − y_nj)² (Groudiev, notes §3.2.1).

    Args:
        x: predictions, (N, d), floating point; gradients flow back to them.
        y: targets, of the shape and dtype of `x`.
        reduction: "none", "mean" (over the N samples, not over the N·d numbers) or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor.

    Raises:
        ValueError: the shapes differ, also where broadcasting could make them fit, as (N, 1) against (N,); or the
            reduction is another word.
    """
    # BEGIN SOLUTION
    if x.shape != y.shape:
        raise ValueError(f"predictions {tuple(x.shape)} against targets {tuple(y.shape)}")
    return reduce(((x - y) ** 2).sum(1), reduction)
    # END SOLUTION


def mse_grad(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Gradient of the mean squared error, `mse(x, y)`, with respect to the predictions x.

    Args:
        x: predictions, (N, d).
        y: targets, (N, d).

    Returns:
        (N, d), with the 1/N of the mean.
    """
    # BEGIN SOLUTION
    return 2 * (x - y) / len(x)
    # END SOLUTION


def gaussian_nll(pred: torch.Tensor, y: torch.Tensor, sigma: float, reduction: str = "sum") -> torch.Tensor:
    """Negative log-likelihood of targets y = pred + noise with noise ~ N(0, σ² I_d) (Groudiev, notes §3.2.1).

    The loss of sample n is (d/2) log(2πσ²) + ‖y_n − pred_n‖² / (2σ²). Their sum is the negative log-likelihood of
    all samples together, hence the default.

    Args:
        pred: (N, d), floating point.
        y: (N, d), dtype of `pred`.
        sigma: standard deviation of the noise, positive.
        reduction: "none", "mean" (over the N samples) or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor.

    Raises:
        ValueError: the reduction is another word.
    """
    # BEGIN SOLUTION
    constant = pred.shape[1] / 2 * math.log(2 * math.pi * sigma**2)
    return reduce(constant + ((y - pred) ** 2).sum(1) / (2 * sigma**2), reduction)
    # END SOLUTION


def sigma2_mle(pred: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The variance σ² for which `gaussian_nll(pred, y, σ)` is smallest.

    Args:
        pred: (N, d), taken as they are: their errors need not have mean 0.
        y: (N, d).

    Returns:
        A 0-d tensor: the sum of all squared errors, divided by N·d.
    """
    # BEGIN SOLUTION
    return ((y - pred) ** 2).mean()
    # END SOLUTION


def logsumexp(z: torch.Tensor, dim: int, keepdim: bool = False) -> torch.Tensor:
    """Logarithm of Σ_i exp(z_i) along an axis, without overflow or underflow: ±10⁴ side by side are fine.

    Args:
        z: any number of axes, floating point; entries may be −inf.
        dim: the axis of the sum, counted from the end if negative.
        keepdim: whether that axis stays, with length 1.

    Returns:
        The shape of `z` without (or with length 1 at) axis `dim`. A row (a line along `dim`) of nothing but −inf
        gives −inf.
    """
    # BEGIN SOLUTION
    largest = z.detach().amax(dim, keepdim=True)
    shift = torch.where(
        largest.isfinite(), largest, 0.0
    )  # a row of −inf has no finite maximum, and needs none
    result = shift + (z - shift).exp().sum(dim, keepdim=True).log()
    return result if keepdim else result.squeeze(dim)
    # END SOLUTION


def softmax(z: torch.Tensor, dim: int) -> torch.Tensor:
    """Probabilities exp(z_i) / Σ_j exp(z_j) along an axis, stable: every row is treated by its own scale.

    Args:
        z: any number of axes, floating point; entries may be −inf (probability 0).
        dim: the axis of the sum, counted from the end if negative.

    Returns:
        The shape of `z`; the sum along `dim` is 1. A row of nothing but −inf gives NaN.

    Source: Scaman, slides: cross entropy; Guigue, slides: softmax.
    """
    # BEGIN SOLUTION
    return _softmax(z, dim)
    # END SOLUTION


def log_softmax(z: torch.Tensor, dim: int) -> torch.Tensor:
    """Logarithms of the softmax: z_k − LSE(z), finite also where the probability itself is 0 in floating point.

    Args:
        z: any number of axes, floating point; an entry of −inf gives −inf beside others that are finite.
        dim: the axis of the sum, counted from the end if negative.

    Returns:
        The shape of `z`. A row of nothing but −inf gives NaN.
    """
    # BEGIN SOLUTION
    return _log_softmax(z, dim)
    # END SOLUTION


def nll_loss(logp: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """Negative log-likelihood of class labels: the loss of sample n is −logp[n, y[n]].

    Args:
        logp: log-probabilities, (N, C), floating point. They are used as they stand, not normalised again. −inf is
            allowed, and matters only at the sample's own class.
        y: classes, (N,), int64 in [0, C).
        reduction: "none", "mean" (over the N samples) or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor.

    Raises:
        ValueError: the reduction is another word.
    """
    # BEGIN SOLUTION
    return reduce(-logp.gather(1, y.unsqueeze(1)).squeeze(1), reduction)
    # END SOLUTION


def cross_entropy(z: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """Cross-entropy of scores: −log p_k for the true class k of a sample, with p = softmax(z).

    With probabilities as target it is −Σ_j target_j log p_j; they are weights, and need not sum to 1 (Scaman,
    slides: cross entropy; Groudiev, notes §3.2.2).

    Args:
        z: scores, (N, C), floating point, of any size; gradients flow back to them. With classes as target, −inf is
            allowed at every class but the sample's own.
        target: classes, (N,), int64 in [0, C); or probabilities, (N, C), in the dtype of `z`.
        reduction: "none", "mean" (divided by N, whatever the weights) or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor. Right also for confident mistakes: scores (0, 1000) and class 0
        give 1000.

    Raises:
        ValueError: the reduction is another word.
    """
    # BEGIN SOLUTION
    logp = _log_softmax(z, 1)
    if target.is_floating_point():
        return reduce(-(target * logp).sum(1), reduction)
    return reduce(-logp.gather(1, target.unsqueeze(1)).squeeze(1), reduction)
    # END SOLUTION


def initial_loss(C: int) -> float:
    """The mean cross-entropy of a network that gives every one of C ≥ 1 classes the same score, as a float."""
    # BEGIN SOLUTION
    return math.log(C)
    # END SOLUTION


def margin_gap(z: torch.Tensor, k: torch.Tensor) -> torch.Tensor:
    """How far the cross-entropy lies above the margin max_i z_i − z_k (Scaman, slides: interpretation #2).

    Args:
        z: scores, (N, C), floating point, of any size.
        k: true classes, (N,), int64 in [0, C).

    Returns:
        (N,): the cross-entropy of each sample minus its margin. It lies between 0 and log C.
    """
    # BEGIN SOLUTION
    return _shifted(z, 1).exp().sum(1).log()
    # END SOLUTION


def smooth_targets(y: torch.Tensor, C: int, eps: float) -> torch.Tensor:
    """Class probabilities that leave some doubt: 1 − ε to the label, and ε spread evenly over all C classes.

    Args:
        y: classes, (N,), int64 in [0, C).
        C: number of classes, also when some of them do not occur in `y`.
        eps: ε in [0, 1].

    Returns:
        (N, C), float64. Every row sums to 1; the label's entry is 1 − ε + ε/C, every other one ε/C.
    """
    # BEGIN SOLUTION
    certain = torch.eye(C, dtype=torch.float64, device=y.device)[y]
    return (1 - eps) * certain + eps / C
    # END SOLUTION


def dL_dz(z: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Gradient of the mean softmax cross-entropy with respect to the scores, for class labels.

    Args:
        z: scores, (N, C), floating point, of any size.
        y: classes, (N,), int64 in [0, C).

    Returns:
        (N, C), with the 1/N of the mean (Guigue, slides: cross-entropy; Scaman, slides: losses).
    """
    # BEGIN SOLUTION
    return (_softmax(z, 1) - _one_hot(y, z)) / len(z)
    # END SOLUTION


def cross_entropy_grad(z: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Gradient of `cross_entropy(z, target)`, the mean, with respect to the scores, for both kinds of targets.

    Args:
        z: scores, (N, C), floating point, of any size.
        target: classes, (N,), int64 in [0, C); or probabilities, (N, C), in the dtype of `z`, which need not
            sum to 1.

    Returns:
        (N, C), with the 1/N of the mean. Every row sums to 0.
    """
    # BEGIN SOLUTION
    weights = target if target.is_floating_point() else _one_hot(target, z)
    return (_softmax(z, 1) * weights.sum(1, keepdim=True) - weights) / len(z)
    # END SOLUTION


def softmax_jacobian(z: torch.Tensor) -> torch.Tensor:
    """The Jacobian of the softmax: entry [i, j] is ∂p_i/∂z_j.

    Args:
        z: scores of one sample, (C,), floating point, of any size.

    Returns:
        (C, C); symmetric, every row sums to 0.
    """
    # BEGIN SOLUTION
    p = _softmax(z, 0)
    return torch.diag(p) - torch.outer(p, p)
    # END SOLUTION


def softmax_vjp(p: torch.Tensor, g: torch.Tensor) -> torch.Tensor:
    """Take a gradient back through a softmax, without building its Jacobian.

    Args:
        p: probabilities that the softmax gave out, (C,) or (N, C), each row a sample.
        g: gradient of some loss with respect to `p`, of the same shape.

    Returns:
        Gradient of that loss with respect to the scores, of the same shape: the transposed Jacobian times g, row by
        row. There is no 1/N here: it is already in g, if anywhere.
    """
    # BEGIN SOLUTION
    return p * (g - (g * p).sum(-1, keepdim=True))
    # END SOLUTION


def bce(p: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """Binary cross-entropy of probabilities: −(y log p + (1 − y) log(1 − p)), summed over the labels of a sample.

    Args:
        p: probabilities in [0, 1], (N,) for one label a sample, or (N, K) for K of them.
        y: labels in [0, 1], also ones between 0 and 1; shape and dtype of `p`.
        reduction: "none", "mean" (over the N samples, after the sum over K) or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor. 0·log 0 counts as 0, so certain and right costs nothing; certain and
        wrong costs +inf. No probability is moved away from 0 or 1.

    Raises:
        ValueError: the reduction is another word.

    Source: Guigue, slides: binary cross-entropy; Groudiev, notes §2.1.1.
    """
    # BEGIN SOLUTION
    return reduce(_per_sample(-torch.xlogy(y, p) - torch.xlogy(1 - y, 1 - p)), reduction)
    # END SOLUTION


def bce_with_logits(z: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """Binary cross-entropy of scores: `bce(sigmoid(z), y)`, right also where the sigmoid is 0 or 1 to the last bit.

    Args:
        z: scores, (N,) or (N, K), floating point, of any size; gradients flow back to them.
        y: labels in [0, 1], also ones between 0 and 1; shape and dtype of `z`.
        reduction: "none", "mean" (over the N samples, after the sum over K) or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor. z = −800 with y = 1 gives 800.

    Raises:
        ValueError: the reduction is another word.
    """
    # BEGIN SOLUTION
    return reduce(_per_sample(z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))), reduction)
    # END SOLUTION


def bce_with_logits_grad(z: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Gradient of `bce_with_logits(z, y)`, the mean, with respect to the scores.

    Args:
        z: scores, (N,) or (N, K), floating point, of any size.
        y: labels in [0, 1], shape and dtype of `z`.

    Returns:
        The shape of `z`, with the 1/N of the mean over the N samples (not 1/(N·K)).
    """
    # BEGIN SOLUTION
    return (torch.sigmoid(z) - y) / len(z)
    # END SOLUTION


def mse_sigmoid_grad(z: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Derivative of (σ(z) − y)² with respect to z, entry by entry: every sample's own, without any 1/N.

    Args:
        z: scores, any shape, floating point, of any size.
        y: labels in [0, 1], shape and dtype of `z`.

    Returns:
        The shape of `z`. z = −10 with y = 1 gives about −9.1e-5 (Guigue, slides: why not MSE for classes).
    """
    # BEGIN SOLUTION
    p = torch.sigmoid(z)
    return 2 * (p - y) * p * (1 - p)
    # END SOLUTION


def perceptron_loss(f: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """The perceptron's loss: max(0, −y f) for each sample (Guigue, slides: the perceptron).

    Args:
        f: scores, (N,), floating point.
        y: labels −1 and +1, (N,), in the dtype of `f` or an integer one.
        reduction: "none", "mean" or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor; in the dtype of `f`.

    Raises:
        ValueError: the reduction is another word.
    """
    # BEGIN SOLUTION
    return reduce((-y * f).clamp(min=0), reduction)
    # END SOLUTION


def perceptron_grad(f: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """A subgradient of the mean perceptron loss with respect to the scores.

    Args:
        f: scores, (N,), floating point.
        y: labels −1 and +1, (N,), in the dtype of `f` or an integer one.

    Returns:
        (N,), in the dtype of `f`: −y/N where y f < 0, and 0 elsewhere, also where y f = 0.
    """
    # BEGIN SOLUTION
    return torch.where(y * f < 0, -y, 0).to(f.dtype) / len(f)
    # END SOLUTION


def hinge(f: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """The hinge loss: max(0, 1 − y f) for each sample, which asks for a margin of 1.

    Args:
        f: scores, (N,), floating point.
        y: labels −1 and +1, (N,), in the dtype of `f` or an integer one.
        reduction: "none", "mean" or "sum".

    Returns:
        (N,) for "none", otherwise a 0-d tensor; in the dtype of `f`.

    Raises:
        ValueError: the reduction is another word.
    """
    # BEGIN SOLUTION
    return reduce((1 - y * f).clamp(min=0), reduction)
    # END SOLUTION


def l1_penalty(
    params: dict[str, torch.Tensor], lam: float, include_bias: bool = False
) -> torch.Tensor | float:
    """λ Σ |w| over all entries of all parameters; biases stay out unless asked for (Guigue, slides: regularisation).

    Args:
        params: tensors by name, of any shapes and one dtype. A bias is a parameter whose name *ends* in `bias`
            (`bias`, `layer1.bias`; not `bias_scale`).
        lam: λ ≥ 0.
        include_bias: whether the biases count, too.

    Returns:
        A 0-d tensor or a float; 0 if no parameter counts.
    """
    # BEGIN SOLUTION
    return lam * sum(w.abs().sum() for w in _penalised(params, include_bias).values())
    # END SOLUTION


def l2_penalty(
    params: dict[str, torch.Tensor], lam: float, include_bias: bool = False
) -> torch.Tensor | float:
    """λ Σ w² over all entries of all parameters: no root and no ½; biases stay out unless asked for.

    Args:
        params: tensors by name, of any shapes and one dtype. A bias is a parameter whose name *ends* in `bias`.
        lam: λ ≥ 0.
        include_bias: whether the biases count, too.

    Returns:
        A 0-d tensor or a float; 0 if no parameter counts.
    """
    # BEGIN SOLUTION
    return lam * sum((w**2).sum() for w in _penalised(params, include_bias).values())
    # END SOLUTION


def l1_grad(
    params: dict[str, torch.Tensor], lam: float, include_bias: bool = False
) -> dict[str, torch.Tensor]:
    """A subgradient of `l1_penalty` with respect to every parameter: λ sign(w), which is 0 at w = 0.

    Args:
        params: tensors by name. A bias is a parameter whose name *ends* in `bias`.
        lam: λ ≥ 0.
        include_bias: whether the biases count, too.

    Returns:
        A new tensor for every name in `params`, of that parameter's shape and dtype; zeros for a bias that does not
        count.
    """
    # BEGIN SOLUTION
    counted = _penalised(params, include_bias)
    return {name: lam * w.sign() if name in counted else torch.zeros_like(w) for name, w in params.items()}
    # END SOLUTION


def l2_grad(
    params: dict[str, torch.Tensor], lam: float, include_bias: bool = False
) -> dict[str, torch.Tensor]:
    """Gradient of `l2_penalty` with respect to every parameter: 2λw.

    Args:
        params: tensors by name. A bias is a parameter whose name *ends* in `bias`.
        lam: λ ≥ 0.
        include_bias: whether the biases count, too.

    Returns:
        A new tensor for every name in `params`, of that parameter's shape and dtype; zeros for a bias that does not
        count.
    """
    # BEGIN SOLUTION
    counted = _penalised(params, include_bias)
    return {name: 2 * lam * w if name in counted else torch.zeros_like(w) for name, w in params.items()}
    # END SOLUTION


def per_sample_ce(z: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The cross-entropy of every sample, (N,): what a histogram of losses shows (Fleuret, slides: over-fitting)."""
    return cross_entropy(z, y, reduction="none")


def error_vs_loss_demo() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Two networks' scores on the same samples: the first makes fewer mistakes, and has the higher loss.

    Returns:
        (z_a, z_b, y). `y`: classes of your own N samples, (N,), int64 in [0, C). `z_a`, `z_b`: finite scores, (N, C),
        floating point, C ≥ 2; no row has its maximum twice. The fraction of rows whose highest score is not at y[n]
        is lower for `z_a`, and its mean cross-entropy is higher, by 0.1 or more.

    Source: Fleuret, slides: the test error still goes down while the test loss increases.
    """
    # BEGIN SOLUTION
    z_a = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [-9.0, 9.0]])
    z_b = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-0.1, 0.1], [-0.1, 0.1]])
    return z_a, z_b, torch.tensor([0, 1, 0, 0])
    # END SOLUTION
