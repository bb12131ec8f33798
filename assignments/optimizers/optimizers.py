"""Optimizers: from gradient descent to AdamW.

One convention for the whole assignment: losses and gradients are means over the batch, and the learning rate lr
is the number the course calls η.
"""

import math
from collections.abc import Callable, Iterable, Sequence

import torch

from shared.spirals import Spirals


class Optimizer:
    """What every optimizer here shares: a list of parameters, a learning rate, and `zero_grad`.

    A subclass writes `step`, which makes one update in the light of the gradients. For all of them:

    - the update happens in place: the tensors in `params` are those of the model, and the model must see it;
    - autograd must not record the update;
    - a parameter whose `grad` is None is skipped in that step: neither it nor its state changes;
    - every parameter has its own state, starting at zero, of its shape and dtype;
    - `p.grad` is read, never changed;
    - `self.lr` may be changed between two steps, and the next step uses the new value.

    Args:
        params: the tensors to update, any iterable; it is read once, here. No tensor stands in it twice.
        lr: the learning rate η.
    """

    def __init__(self, params: Iterable[torch.Tensor], lr: float) -> None:
        self.params = list(params)
        self.lr = lr

    def zero_grad(self) -> None:
        """Forget the gradients of the last backward pass."""
        for p in self.params:
            p.grad = None

    def step(self) -> None:
        """Update every parameter that has a gradient."""
        raise NotImplementedError(f"{type(self).__name__}.step is not written yet")


def full_gradient(grads: torch.Tensor) -> torch.Tensor:
    """The gradient of the training error, a mean over all samples (Groudiev, notes §3.3.4).

    Args:
        grads: row i is the gradient of sample i's loss, shape (n, p), n ≥ 1.

    Returns:
        Their mean, shape (p,).
    """
    # your code here
    raise NotImplementedError("full_gradient is not written yet")


def minibatch_gradient(grads: torch.Tensor, idx: torch.Tensor) -> torch.Tensor:
    """The mini-batch estimate of the full gradient: a mean over the chosen samples (Groudiev, notes §3.3.4).

    Args:
        grads: row i is the gradient of sample i's loss, shape (n, p).
        idx: the chosen rows, int64, shape (b,), b ≥ 1; a row chosen twice counts twice.

    Returns:
        The mean over the b chosen rows, shape (p,).
    """
    # your code here
    raise NotImplementedError("minibatch_gradient is not written yet")


class SGD(Optimizer):
    """Gradient descent: θ ← θ − η g, with g = `p.grad` (Groudiev, notes §3.3.2)."""

    def step(self) -> None:
        """Update every parameter that has a gradient."""
        # your code here
        raise NotImplementedError("SGD is not written yet")


class Momentum(Optimizer):
    """Gradient descent with momentum, the course's convention: v ← γ v + η g, then θ ← θ − v.

    The learning rate of a step enters its velocity and stays there (Groudiev, notes §3.5.1). PyTorch keeps
    it outside, which is the same only as long as it never changes.

    Args:
        params: the tensors to update.
        lr: the learning rate η.
        gamma: the decay factor γ of the velocity.
    """

    def __init__(self, params: Iterable[torch.Tensor], lr: float, gamma: float = 0.9) -> None:
        super().__init__(params, lr)
        self.gamma = gamma
        # your code here
        raise NotImplementedError("Momentum is not written yet")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient."""
        # your code here
        raise NotImplementedError("Momentum is not written yet")


def velocity_closed_form(grads: torch.Tensor, gamma: float, lr: float) -> torch.Tensor:
    """The velocity of `Momentum` after T steps, without taking them: η Σ_i γ^(T−1−i) g_i.

    Args:
        grads: row i is the gradient of step i, i = 0 … T − 1, shape (T, p), T ≥ 1.
        gamma: the decay factor γ, 0 ≤ γ ≤ 1.
        lr: the learning rate η, the same in all steps.

    Returns:
        The last velocity, shape (p,), of the dtype of `grads`; the first one was 0.
    """
    # your code here
    raise NotImplementedError("velocity_closed_form is not written yet")


class Nesterov(Optimizer):
    """Momentum that looks ahead: v ← γ v + η ∇L(θ − γ v), then θ ← θ − v (Groudiev, notes §3.5.2).

    Args:
        params: the tensors to update.
        lr: the learning rate η.
        gamma: the decay factor γ of the velocity.
    """

    def __init__(self, params: Iterable[torch.Tensor], lr: float, gamma: float = 0.9) -> None:
        super().__init__(params, lr)
        self.gamma = gamma
        # your code here
        raise NotImplementedError("Nesterov is not written yet")

    @torch.no_grad()
    def step(self, closure: Callable[[], torch.Tensor]) -> torch.Tensor:  # type: ignore[override]
        """Move to θ − γ v, ask for the gradient there, return to θ, and update.

        All parameters move ahead. One that has no gradient afterwards returns to θ and keeps its velocity.

        Args:
            closure: clears the gradients, computes the loss where the parameters are, calls `backward` and
                returns the loss. It is called exactly once, with gradients enabled.

        Returns:
            What the closure returned.
        """
        # your code here
        raise NotImplementedError("Nesterov is not written yet")


class AdaGrad(Optimizer):
    """A rate for every coordinate: s ← s + g², then θ ← θ − η g / √(s + ε), with ε inside the root.

    (Groudiev, notes §3.5.3. PyTorch writes √s + ε.)

    Args:
        params: the tensors to update.
        lr: the learning rate η.
        eps: the ε under the root.
    """

    def __init__(self, params: Iterable[torch.Tensor], lr: float = 0.01, eps: float = 1e-8) -> None:
        super().__init__(params, lr)
        self.eps = eps
        # your code here
        raise NotImplementedError("AdaGrad is not written yet")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient."""
        # your code here
        raise NotImplementedError("AdaGrad is not written yet")


class RMSProp(Optimizer):
    """AdaGrad that forgets: s ← γ s + (1 − γ) g², then θ ← θ − η g / √(s + ε), with ε inside the root.

    (Groudiev, notes §3.5.4. PyTorch writes √s + ε.)

    Args:
        params: the tensors to update.
        lr: the learning rate η.
        gamma: the decay factor γ of the squares.
        eps: the ε under the root.
    """

    def __init__(
        self, params: Iterable[torch.Tensor], lr: float = 1e-3, gamma: float = 0.9, eps: float = 1e-8
    ) -> None:
        super().__init__(params, lr)
        self.gamma = gamma
        self.eps = eps
        # your code here
        raise NotImplementedError("RMSProp is not written yet")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient."""
        # your code here
        raise NotImplementedError("RMSProp is not written yet")


class Adam(Optimizer):
    """Momentum and RMSProp, both corrected for their start at zero (Groudiev, notes §3.5.5).

    m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²; then m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ) and
    θ ← θ − η m̂ / (√v̂ + ε), with ε outside the root. The count t belongs to the parameter: the number of
    steps in which it had a gradient, this one included.

    Args:
        params: the tensors to update.
        lr: the learning rate η.
        betas: (β₁, β₂).
        eps: the ε beside the root.
    """

    def __init__(
        self,
        params: Iterable[torch.Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
    ) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        # your code here
        raise NotImplementedError("Adam is not written yet")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient."""
        # your code here
        raise NotImplementedError("Adam is not written yet")


class AMSGrad(Optimizer):
    """Adam whose denominator never shrinks (Groudiev, notes §3.5.6).

    m and v as in `Adam`; beside v stands its running maximum v̂ ← max(v̂, v), and the step is
    θ ← θ − η m / (√v̂ + ε). With `bias_correction`, m is divided by 1 − β₁ᵗ and v̂ by 1 − β₂ᵗ in the step
    (PyTorch's form): the maximum is over the raw averages, the correction comes after. t as in `Adam`.

    Args:
        params: the tensors to update.
        lr: the learning rate η.
        betas: (β₁, β₂).
        eps: the ε beside the root.
        bias_correction: False is the course's form, True is PyTorch's.
    """

    def __init__(
        self,
        params: Iterable[torch.Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        bias_correction: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.bias_correction = bias_correction
        # your code here
        raise NotImplementedError("AMSGrad is not written yet")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient."""
        # your code here
        raise NotImplementedError("AMSGrad is not written yet")


class AdamW(Optimizer):
    """Adam with decoupled weight decay: first θ ← θ (1 − η λ), then `Adam`'s step with the gradient alone.

    The decay does not pass through m and v. A parameter without gradient does not decay either.
    (Loshchilov and Hutter, Decoupled weight decay regularization, 2019.)

    Args:
        params: the tensors to update.
        lr: the learning rate η.
        betas: (β₁, β₂).
        eps: the ε beside the root.
        weight_decay: λ.
    """

    def __init__(
        self,
        params: Iterable[torch.Tensor],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        # your code here
        raise NotImplementedError("AdamW is not written yet")

    @torch.no_grad()
    def step(self) -> None:
        """Update every parameter that has a gradient."""
        # your code here
        raise NotImplementedError("AdamW is not written yet")


def step_decay(lr0: float, factor: float, milestones: Sequence[int]) -> Callable[[int], float]:
    """A learning rate that drops at given steps.

    Args:
        lr0: the rate before any milestone.
        factor: multiplies the rate at every milestone, from that very step on.
        milestones: steps, counted from 0, in any order; one that stands twice multiplies twice, and 0 is
            legal.

    Returns:
        The function from step (0, 1, …) to learning rate; it may be asked for any step, in any order.
    """
    # your code here
    raise NotImplementedError("step_decay is not written yet")


def geometric(lr0: float, rho: float) -> Callable[[int], float]:
    """A learning rate that shrinks by the same factor in every step.

    Args:
        lr0: the rate of step 0.
        rho: the rate of a step divided by the rate of the step before.

    Returns:
        The function from step (0, 1, …) to learning rate; it may be asked for any step, in any order.
    """
    # your code here
    raise NotImplementedError("geometric is not written yet")


def one_cycle(
    step: int, total: int, max_lr: float, pct_start: float = 0.3, div: float = 25, final_div: float = 1e4
) -> float:
    """The one-cycle learning rate: half a cosine up, half a cosine down, as PyTorch's `OneCycleLR`.

    It starts at max_lr / div in step 0, reaches max_lr at step pct_start · total − 1 (which need not be a
    whole number) and ends at max_lr / (div · final_div) in step total − 1. Between two of these points (s, a)
    and (s', a') the rate is a' + (a − a') (1 + cos(π (step − s) / (s' − s))) / 2.

    Args:
        step: from 0 to total − 1; one step is one mini-batch.
        total: number of steps, at least 2, with pct_start · total > 1.
        max_lr: the peak.
        pct_start: the part of the steps spent rising, at most 1.
        div: how far below the peak the rate starts.
        final_div: how far below its start the rate ends.

    Returns:
        The learning rate of that step.
    """
    # your code here
    raise NotImplementedError("one_cycle is not written yet")


def clip_grad_norm_(params: Iterable[torch.Tensor], max_norm: float) -> torch.Tensor | float:
    """Shorten the gradients in place if, taken together as one vector, they are longer than `max_norm`.

    The direction stays. Gradients that are short enough are left as they are; a parameter whose `grad` is
    None counts as nothing.

    Args:
        params: tensors with `grad`, any iterable, perhaps a generator.
        max_norm: the largest L2 norm allowed.

    Returns:
        The norm before clipping, a float or a 0-d tensor; 0 if there is no gradient.
    """
    # your code here
    raise NotImplementedError("clip_grad_norm_ is not written yet")


def sgd_stepsize_and_bound(beta: float, delta: float, sigma: float, T: int) -> tuple[float, float]:
    """The step size of the convergence theorem and what it promises (Groudiev, notes §3.4).

    Args:
        beta: the smoothness β > 0 of the loss.
        delta: Δ = L(θ₀) − L(θ*) ≥ 0.
        sigma: σ ≥ 0; σ² bounds the variance of the gradient noise. Without noise η = 1/β.
        T: number of steps.

    Returns:
        (η, bound) with η = min(1/β, √(2Δ / (T β σ²))) and the theorem's bound on E[min_t ‖∇L(θ_t)‖²],
        4 β Δ / T + √(8 β Δ σ² / T).
    """
    # your code here
    raise NotImplementedError("sgd_stepsize_and_bound is not written yet")


def stability_limit(beta: float, gamma: float) -> float:
    """The learning rate above which `Momentum` diverges on a quadratic.

    Args:
        beta: the largest curvature β > 0 (the largest eigenvalue of the Hessian).
        gamma: the decay factor γ, 0 ≤ γ < 1; 0 is plain gradient descent.

    Returns:
        2 (1 + γ) / β.
    """
    # your code here
    raise NotImplementedError("stability_limit is not written yet")


def escape_saddle(
    noise: float, lr: float = 0.1, steps: int = 200, generator: torch.Generator | None = None
) -> torch.Tensor:
    """Noisy gradient descent on f(x, y) = x² − y² + y⁴/2 from (1, 0), which leads into the saddle (0, 0).

    Every step is θ ← θ − η (∇f(θ) + noise · z) with fresh standard normal z, one number per component.

    Args:
        noise: standard deviation of the noise in each component of the gradient; 0 is gradient descent.
        lr: the learning rate η.
        steps: number of steps.
        generator: source of all random numbers; None takes torch's global one.

    Returns:
        The final point, float64, shape (2,).
    """
    # your code here
    raise NotImplementedError("escape_saddle is not written yet")


def train_mlp(optimizer: Callable[[Iterable[torch.Tensor]], Optimizer], steps: int) -> list[float]:
    """Train the network of `Spirals()` on all points at once.

    Args:
        optimizer: makes an optimizer of the parameters, as in `lambda params: SGD(params, lr=0.5)`. It is
            called once; what it returns has `zero_grad()` and `step()`.
        steps: number of steps.

    Returns:
        The loss before each step, `steps` numbers.
    """
    # your code here
    raise NotImplementedError("train_mlp is not written yet")
