"""Backpropagation by hand.

The gradient of a scalar L with respect to a tensor has the tensor's shape; `dx` stands for ∂L/∂x. Rows are samples,
weights are stored (out, in), losses are means over the batch. PyTorch's autograd stays off: no `requires_grad`, no
`torch.autograd`, no `torch.nn`. Results have the dtype of the inputs, and no function or module changes its
arguments.
"""

import math
from collections.abc import Callable

import torch
from torch import Tensor


def numerical_gradient(
    f: Callable[[Tensor], Tensor | float],
    x: Tensor,
    h: float = 1e-5,
    scheme: str = "central",
) -> Tensor:
    """Estimate the gradient of f at x, one coordinate after the other (Groudiev, notes §2.3.2).

    Args:
        f: from a tensor of the shape of x to a Python float or a 0-d tensor.
        x: where to measure, any shape (0-d too), contiguous or not. You may move x itself while you probe, but when
            you return, it holds the very same numbers again, bit by bit.
        h: how far to step.
        scheme: "central" is (f(x + h eᵢ) − f(x − h eᵢ)) / 2h, "forward" is (f(x + h eᵢ) − f(x)) / h; anything else
            raises ValueError.

    Returns:
        The estimates, shape and dtype of x.
    """
    # BEGIN SOLUTION
    if scheme not in ("central", "forward"):
        raise ValueError(f"unknown scheme {scheme!r}")
    slopes = []
    for step in h * torch.eye(x.numel(), dtype=x.dtype, device=x.device):
        move = step.view(x.shape)
        if scheme == "central":
            slopes.append((f(x + move) - f(x - move)) / (2 * h))
        else:
            slopes.append((f(x + move) - f(x)) / h)
    return torch.tensor(slopes, dtype=x.dtype, device=x.device).view(x.shape)
    # END SOLUTION


def mul_add_graph(x: Tensor, y: Tensor, z: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """Forward and backward through f = q · z with q = x + y (Groudiev, notes §2.4.1 to §2.4.3).

    The arguments are 0-d. Returns (f, gradients): f itself, and ∂f/∂x, ∂f/∂y, ∂f/∂z under the keys "x", "y", "z",
    each of them a 0-d tensor or a Python float.
    """
    # BEGIN SOLUTION
    q = x + y
    dq = z
    return q * z, {"x": dq, "y": dq, "z": q}
    # END SOLUTION


def sigmoid(x: Tensor) -> Tensor:
    """The logistic function σ(x) = 1 / (1 + e⁻ˣ), without `torch.sigmoid`.

    x has any shape; the result has its shape and dtype. It is never NaN, not at x = ±800 either, and it has its
    leading digits right where it is tiny: σ(−40) is 4.2e-18 and not 0.
    """
    # BEGIN SOLUTION
    small = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + small), small / (1 + small))
    # END SOLUTION


def sigmoid_neuron(w: Tensor, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """One neuron, σ(w₀x₀ + w₁x₁ + w₂), forward and backward (Groudiev, notes §2.4.5).

    w holds two weights and the bias, shape (3,), x the input, shape (2,). Returns (out, dw, dx): the output, 0-d, and
    its gradients, shapes (3,) and (2,); all finite, however large the sum. From here on `torch.sigmoid` is welcome.
    """
    # BEGIN SOLUTION
    out = torch.sigmoid(w[:2] @ x + w[2])
    slope = out * (1 - out)
    return out, slope * torch.cat([x, x.new_ones(1)]), slope * w[:2]
    # END SOLUTION


class Module:
    """What layers, losses and networks here share.

    A subclass has `forward`, which computes the output and remembers what the way back will need, and `backward`,
    which is given ∂L/∂output and returns ∂L/∂input. (A loss is the end of the chain: its `backward` takes nothing.)
    For all of them:

    - `backward` belongs to the latest `forward` of the same object, and may be called more than once after it;
    - every call of `backward` *adds* to the gradients of the parameters, until `zero_grad` makes them zero;
    - the arguments of `forward` and `backward` are read, never changed;
    - every object remembers for itself: two of them never share anything.
    """

    def parameters(self) -> list[tuple[Tensor, Tensor]]:
        """A pair (value, gradient) for each parameter: the tensors themselves, as the module holds them right now.

        Ask after `backward`; then `value -= lr * gradient` trains the module.
        """
        return []

    def zero_grad(self) -> None:
        """Make every gradient zero."""
        for _, gradient in self.parameters():
            gradient.zero_()


class Linear(Module):
    """A linear layer: x Wᵀ + b for every row x (Groudiev, notes §2.5.2; Guigue, slides: modules).

    It holds `W`, shape (d_out, d_in), and `b`, shape (d_out,), and their gradients `dW` and `db`, which have the same
    shapes and dtype and are zeros at first. The weights start uniform between ±√(6 / d_in) (He), the biases at 0.

    Args:
        d_in: length of an input row.
        d_out: length of an output row.
        generator: source of the random weights; None takes torch's global one.
        dtype: of all four tensors.
    """

    def __init__(
        self,
        d_in: int,
        d_out: int,
        generator: torch.Generator | None = None,
        dtype: torch.dtype = torch.float64,
    ) -> None:
        # BEGIN SOLUTION
        bound = math.sqrt(6 / d_in)
        self.W = bound * (2 * torch.rand(d_out, d_in, generator=generator, dtype=dtype) - 1)
        self.b = torch.zeros(d_out, dtype=dtype)
        self.dW, self.db = torch.zeros_like(self.W), torch.zeros_like(self.b)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """From (N, d_in) to (N, d_out)."""
        # BEGIN SOLUTION
        self.x = x
        return x @ self.W.T + self.b
        # END SOLUTION

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out, (N, d_out), to ∂L/∂x, (N, d_in); adds to `dW` and `db`, without any 1/N of its own."""
        # BEGIN SOLUTION
        self.dW += dout.T @ self.x
        self.db += dout.sum(dim=0)
        return dout @ self.W
        # END SOLUTION

    def parameters(self) -> list[tuple[Tensor, Tensor]]:
        """[(W, dW), (b, db)], in this order."""
        # BEGIN SOLUTION
        return [(self.W, self.dW), (self.b, self.db)]
        # END SOLUTION


class ReLU(Module):
    """max(0, x), number by number, for any shape. At 0 exactly its derivative counts as 0, as in PyTorch."""

    def forward(self, x: Tensor) -> Tensor:
        """From x to max(0, x)."""
        # BEGIN SOLUTION
        self.mask = x > 0
        return x.clamp(min=0)
        # END SOLUTION

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out to ∂L/∂x, shape of x."""
        # BEGIN SOLUTION
        return dout * self.mask
        # END SOLUTION


class Tanh(Module):
    """tanh x, number by number, for any shape; `torch.tanh` is welcome (Guigue, slides: modules)."""

    def forward(self, x: Tensor) -> Tensor:
        """From x to tanh x."""
        # BEGIN SOLUTION
        self.out = torch.tanh(x)
        return self.out
        # END SOLUTION

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out to ∂L/∂x, shape of x."""
        # BEGIN SOLUTION
        return dout * (1 - self.out**2)
        # END SOLUTION


class Sigmoid(Module):
    """σ(x), number by number, for any shape; your `sigmoid` and `torch.sigmoid` are both welcome. Finite at ±800."""

    def forward(self, x: Tensor) -> Tensor:
        """From x to σ(x)."""
        # BEGIN SOLUTION
        self.out = torch.sigmoid(x)
        return self.out
        # END SOLUTION

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out to ∂L/∂x, shape of x; never NaN."""
        # BEGIN SOLUTION
        return dout * self.out * (1 - self.out)
        # END SOLUTION


class MSE(Module):
    """The mean squared error L = (1/N) Σ_n ‖pred_n − target_n‖², a sum over d, a mean over N (Guigue, slides: cost).

    PyTorch's `MSELoss` divides by N · d instead.
    """

    def forward(self, pred: Tensor, target: Tensor) -> Tensor:
        """The loss, 0-d, of two tensors of the same shape (N, d); different shapes raise ValueError."""
        # BEGIN SOLUTION
        if pred.shape != target.shape:
            raise ValueError(f"{tuple(pred.shape)} predictions for {tuple(target.shape)} targets")
        self.error = pred - target
        return (self.error**2).sum() / len(pred)
        # END SOLUTION

    def backward(self) -> Tensor:
        """∂L/∂pred, shape (N, d)."""
        # BEGIN SOLUTION
        return 2 * self.error / len(self.error)
        # END SOLUTION


class BCEWithLogits(Module):
    """Binary cross-entropy of logits: L = −(1/N) Σ_n Σ_k [y log σ(z) + (1 − y) log(1 − σ(z))].

    A sum over the K labels of a sample, a mean over the N samples. The labels may be soft: any numbers from 0 to 1.
    """

    def forward(self, z: Tensor, y: Tensor) -> Tensor:
        """The loss, 0-d, of logits z and labels y, both (N,) or both (N, K); right at z = ±800, too.

        Different shapes, (N,) and (N, 1) among them, raise ValueError.
        """
        # BEGIN SOLUTION
        if z.shape != y.shape:
            raise ValueError(f"{tuple(z.shape)} logits for {tuple(y.shape)} labels")
        self.excess = torch.sigmoid(z) - y
        return (z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))).sum() / len(z)
        # END SOLUTION

    def backward(self) -> Tensor:
        """∂L/∂z, shape of z."""
        # BEGIN SOLUTION
        return self.excess / len(self.excess)
        # END SOLUTION


class Sequential(Module):
    """Modules one behind the other, itself a module: it may stand inside another one.

    Args:
        modules: at least one; anything that keeps the promises of `Module`.
    """

    def __init__(self, *modules: Module) -> None:
        # BEGIN SOLUTION
        self.modules = modules
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Through all modules, first to last."""
        # BEGIN SOLUTION
        for module in self.modules:
            x = module.forward(x)
        return x
        # END SOLUTION

    def backward(self, dout: Tensor) -> Tensor:
        """Through all modules, last to first, to ∂L/∂x."""
        # BEGIN SOLUTION
        for module in reversed(self.modules):
            dout = module.backward(dout)
        return dout
        # END SOLUTION

    def parameters(self) -> list[tuple[Tensor, Tensor]]:
        """The pairs of all modules in one flat list, in the order of the modules."""
        # BEGIN SOLUTION
        return [pair for module in self.modules for pair in module.parameters()]
        # END SOLUTION


def two_layer_deltas(
    x: Tensor,
    y: Tensor,
    params: dict[str, Tensor],
    g: Callable[[Tensor], Tensor],
    dg: Callable[[Tensor], Tensor],
) -> dict[str, Tensor]:
    """Forward and backward through the lecture's 2–2–1 network with the loss (ŷ − y)² (Guigue, slides: chain rule).

    a is what arrives at a neuron, z = g(a) is what leaves it, δ = ∂L/∂a. The output neuron has a g, too.

    Args:
        x: the input, shape (2,).
        y: the target, 0-d.
        params: W1 (2, 2) and W2 (1, 2), both (out, in), and the biases b1 (2,) and b2 (1,).
        g: the activation function, number by number.
        dg: its derivative, as a function of a.

    Returns:
        a (2,) and z (2,) of the hidden neurons, y_hat (1,), delta_hidden (2,), delta_out (1,), and the gradients dW1,
        db1, dW2, db2 in the shapes of their parameters.
    """
    # BEGIN SOLUTION
    a = params["W1"] @ x + params["b1"]
    z = g(a)
    a_out = params["W2"] @ z + params["b2"]
    y_hat = g(a_out)
    delta_out = 2 * (y_hat - y) * dg(a_out)
    delta_hidden = dg(a) * (params["W2"].T @ delta_out)
    return {
        "a": a,
        "z": z,
        "y_hat": y_hat,
        "delta_out": delta_out,
        "delta_hidden": delta_hidden,
        "dW2": torch.outer(delta_out, z),
        "db2": delta_out,
        "dW1": torch.outer(delta_hidden, x),
        "db1": delta_hidden,
    }
    # END SOLUTION


def dag_backward(w1: Tensor, w2: Tensor, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Forward and backward through a graph that uses w1 twice and x twice (Fleuret, slides: DAG networks).

    x₁ = w1 x, x₂ = x + w2 x₁, x₃ = w1 (x₁ + x₂), q = ‖x₃‖.

    w1 and w2 have shape (n, n), x has (n,). Returns (q, dw1, dw2, dx): the norm, 0-d, and its gradients in the shapes
    of w1, w2 and x. At q = 0, where the norm has no derivative, the gradients are zeros.
    """
    # BEGIN SOLUTION
    x1 = w1 @ x
    x2 = x + w2 @ x1
    x3 = w1 @ (x1 + x2)
    q = x3.norm()
    dx3 = x3 / q if q > 0 else torch.zeros_like(x3)
    dx2 = w1.T @ dx3
    dx1 = w1.T @ dx3 + w2.T @ dx2
    dw1 = torch.outer(dx3, x1 + x2) + torch.outer(dx1, x)
    return q, dw1, torch.outer(dx2, x1), dx2 + w1.T @ dx1
    # END SOLUTION


def tanh_chain(k: int, x: Tensor, w: Tensor) -> Tensor:
    """Repeat x ← tanh(w[i] x) for i = 0 … k − 1: a graph as long as k says (Fleuret, slides: autograd).

    Args:
        k: number of layers, from 0 (then the result is x) to len(w).
        x: shape (n,).
        w: the weights of all layers, shape (m, n, n).

    Returns:
        The last x, shape (n,).
    """
    # BEGIN SOLUTION
    for i in range(k):
        x = torch.tanh(w[i] @ x)
    return x
    # END SOLUTION


def tanh_chain_backward(k: int, x: Tensor, w: Tensor, du: Tensor) -> tuple[Tensor, Tensor]:
    """The way back through u = `tanh_chain(k, x, w)`, given du = ∂L/∂u, shape (n,).

    Returns (dx, dw): ∂L/∂x, shape (n,), and ∂L/∂w, shape (m, n, n), with zeros for the layers that were not used.
    """
    # BEGIN SOLUTION
    xs = [x]
    for i in range(k):
        xs.append(torch.tanh(w[i] @ xs[i]))
    dw = torch.zeros_like(w)
    for i in reversed(range(k)):
        da = du * (1 - xs[i + 1] ** 2)
        dw[i] = torch.outer(da, xs[i])
        du = w[i].T @ da
    return du, dw
    # END SOLUTION


def jacobian(f: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Estimate the Jacobian of f at x by central differences (Groudiev, notes §2.5.1).

    Args:
        f: from shape (n,) to shape (m,); it may return its very argument.
        x: where to measure, float64, shape (n,); when you return it holds the same numbers as before.

    Returns:
        The matrix of the ∂f_i/∂x_j, shape (m, n), a row for each output; right to 1e-7 of its size where the
        derivatives of f are neither huge nor tiny (h = 1e-5 does it).
    """
    # BEGIN SOLUTION
    h = 1e-5
    moves = h * torch.eye(len(x), dtype=x.dtype, device=x.device)
    return torch.stack([(f(x + move) - f(x - move)) / (2 * h) for move in moves], dim=1)
    # END SOLUTION


class Value:
    """A number that remembers where it comes from, so that it can send gradients back (Groudiev, notes §2.4).

    `v.data` is the number and `v.grad` the gradient that has arrived at it so far, both Python floats. Arithmetic
    gives new Values; the other operand may be a Value, an int or a float, on either side. Exponents are constants.

    Args:
        data: the number.
        parents: the Values it was computed from.
        slopes: the local derivatives: the derivative of this number by each parent.
    """

    def __init__(
        self, data: float, parents: tuple["Value", ...] = (), slopes: tuple[float, ...] = ()
    ) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    def __repr__(self) -> str:
        return f"Value({self.data:.4g}, grad={self.grad:.4g})"

    def __add__(self, other: "Value | float") -> "Value":
        """The sum; `other` may be a number."""
        # BEGIN SOLUTION
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))
        # END SOLUTION

    def __mul__(self, other: "Value | float") -> "Value":
        """The product; `other` may be a number."""
        # BEGIN SOLUTION
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))
        # END SOLUTION

    def __pow__(self, exponent: float) -> "Value":
        """The power, where the exponent is an int or a float."""
        # BEGIN SOLUTION
        return Value(self.data**exponent, (self,), (exponent * self.data ** (exponent - 1),))
        # END SOLUTION

    def __rsub__(self, other: float) -> "Value":
        """The difference other − self, where `other` is a number."""
        # BEGIN SOLUTION
        return -self + other
        # END SOLUTION

    def __rtruediv__(self, other: float) -> "Value":
        """The quotient other / self, where `other` is a number."""
        # BEGIN SOLUTION
        return self**-1 * other
        # END SOLUTION

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self) -> "Value":
        return self * -1

    def __sub__(self, other: "Value | float") -> "Value":
        return self + -other

    def __truediv__(self, other: "Value | float") -> "Value":
        return self * other**-1

    def exp(self) -> "Value":
        """The exponential function."""
        # BEGIN SOLUTION
        out = math.exp(self.data)
        return Value(out, (self,), (out,))
        # END SOLUTION

    def log(self) -> "Value":
        """The natural logarithm."""
        # BEGIN SOLUTION
        return Value(math.log(self.data), (self,), (1 / self.data,))
        # END SOLUTION

    def tanh(self) -> "Value":
        """The hyperbolic tangent."""
        # BEGIN SOLUTION
        out = math.tanh(self.data)
        return Value(out, (self,), (1 - out**2,))
        # END SOLUTION

    def relu(self) -> "Value":
        """max(0, self), with the derivative 0 at 0."""
        # BEGIN SOLUTION
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))
        # END SOLUTION

    def sigmoid(self) -> "Value":
        """1 / (1 + e^−self), also at ±800, where `math.exp(800)` raises OverflowError."""
        # BEGIN SOLUTION
        small = math.exp(-abs(self.data))
        out = (1 if self.data >= 0 else small) / (1 + small)
        return Value(out, (self,), (out * (1 - out),))
        # END SOLUTION

    def backward(self) -> None:
        """Add ∂self/∂v to `v.grad` for every Value v that self was computed from, and 1 to that of self.

        What was in `grad` before stays and has no influence: a second call adds the same numbers once more (as in
        PyTorch). However often a Value was used, the sum over all paths arrives. A chain of 5000 operations is no
        problem, though Python's recursion ends at 1000 calls.
        """
        # BEGIN SOLUTION
        arrived = {self: 1.0}
        for v in reversed(ancestors_first(self)):
            v.grad += arrived[v]
            for parent, slope in zip(v.parents, v.slopes, strict=True):
                arrived[parent] = arrived.get(parent, 0.0) + slope * arrived[v]
        # END SOLUTION


# BEGIN SOLUTION
def as_value(number: "Value | float") -> "Value":
    """A constant as a Value; a Value as it is."""
    return number if isinstance(number, Value) else Value(number)


def ancestors_first(root: "Value") -> list["Value"]:
    """Every Value that root was computed from, and root, so that nobody stands before its parents."""
    order: list[Value] = []
    seen: set[Value] = set()
    stack = [(root, False)]
    while stack:
        v, parents_are_done = stack.pop()
        if parents_are_done:
            order.append(v)
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack += [(parent, False) for parent in v.parents]
    return order


# END SOLUTION


def step_approximation(
    f: Callable[[Tensor], Tensor], n: int, lo: float, hi: float, K: float | None = None
) -> Callable[[Tensor], Tensor]:
    """Approximate f on [lo, hi] by one hidden layer of n sigmoids (Wolf, slides: universal approximation).

    The points x_k = lo + k (hi − lo) / n, k = 0 … n, cut the interval into n pieces with the midpoints
    m_k = (x_(k−1) + x_k) / 2. The network is f(x_0) + Σ_(k=1…n) (f(x_k) − f(x_(k−1))) · σ(K (x − m_k)).

    Args:
        f: number by number, from a tensor to a tensor of the same shape.
        n: number of pieces, and of hidden units, at least 1.
        lo: left end.
        hi: right end.
        K: how steep the units are; None takes 6 n / (hi − lo).

    Returns:
        The network, a function from a float64 tensor of any shape to one of the same shape.
    """
    # BEGIN SOLUTION
    points = torch.linspace(lo, hi, n + 1, dtype=torch.float64)
    values = f(points)
    middles = (points[1:] + points[:-1]) / 2
    steepness = 6 * n / (hi - lo) if K is None else K
    return lambda x: values[0] + torch.sigmoid(steepness * (x.unsqueeze(-1) - middles)) @ values.diff()
    # END SOLUTION


def xor_net() -> dict[str, Tensor]:
    """The weights of a 2–2–1 network of threshold neurons that computes x₁ XOR x₂ (Guigue, slides: two neurons).

    A threshold neuron answers 1 where its w·x + b > 0, and 0 elsewhere, so also at exactly 0.

    Returns:
        W1 (2, 2) and W2 (1, 2), both (out, in), and the biases b1 (2,) and b2 (1,), all float64, none of them larger
        than 100. On the four points (0, 0), (0, 1), (1, 0), (1, 1) no w·x + b is closer to 0 than 0.1.
    """
    # BEGIN SOLUTION
    return {
        "W1": torch.tensor([[1, 1], [-1, -1]], dtype=torch.float64),
        "b1": torch.tensor([-0.5, 1.5], dtype=torch.float64),
        "W2": torch.tensor([[1, 1]], dtype=torch.float64),
        "b2": torch.tensor([-1.5], dtype=torch.float64),
    }
    # END SOLUTION


def fit(net: Module, loss: Module, X: Tensor, y: Tensor, lr: float, steps: int) -> list[float]:
    """Train on all samples at once, by gradient descent: value ← value − lr · gradient, in place.

    Args:
        net: its parameters are trained; gradients that it holds from before do not count.
        loss: its `forward(net's output, y)` is to become small.
        X: what goes into the net.
        y: what should come out.
        lr: the learning rate.
        steps: how many steps, 0 or more.

    Returns:
        The loss before each step, Python floats.
    """
    # BEGIN SOLUTION
    losses = []
    for _ in range(steps):
        losses.append(loss.forward(net.forward(X), y).item())
        net.zero_grad()
        net.backward(loss.backward())
        for value, gradient in net.parameters():
            value -= lr * gradient
    return losses
    # END SOLUTION


# BEGIN SOLUTION
def train_classifier(X: Tensor, y: Tensor, width: int, seed: int, lr: float, steps: int) -> Tensor:
    """The logits, shape (N,), of a 2–width–1 tanh network after training: what `fit` does, written out."""
    generator = torch.Generator().manual_seed(seed)
    W1 = math.sqrt(3) * (2 * torch.rand(width, 2, generator=generator, dtype=X.dtype) - 1)
    w2 = math.sqrt(6 / width) * (2 * torch.rand(width, generator=generator, dtype=X.dtype) - 1)
    b1, b2 = torch.zeros_like(w2), torch.zeros_like(w2[0])
    for _ in range(steps):
        hidden = torch.tanh(X @ W1.T + b1)
        dz = (torch.sigmoid(hidden @ w2 + b2) - y.to(X.dtype)) / len(y)
        da = torch.outer(dz, w2) * (1 - hidden**2)
        W1 -= lr * da.T @ X
        b1 -= lr * da.sum(dim=0)
        w2 -= lr * dz @ hidden
        b2 -= lr * dz.sum()
    return torch.tanh(X @ W1.T + b1) @ w2 + b2


# END SOLUTION


def train_xor(seed: int) -> Tensor:
    """Train a 2–4–1 network of your own modules on XOR: `Linear`, `Tanh`, `Linear`, and `BCEWithLogits` as its loss.

    Learning rate and number of steps are yours to choose; it should take less than a second, and nearly every seed
    should end with all four points right.

    Args:
        seed: of the initial weights; the same seed gives the same result, another one another.

    Returns:
        What the trained network says about (0, 0), (0, 1), (1, 0), (1, 1), in this order: the probabilities σ(z) of
        answer 1, float64, shape (4,).
    """
    # BEGIN SOLUTION
    X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    return torch.sigmoid(train_classifier(X, X[:, 0] != X[:, 1], 4, seed, lr=4.0, steps=100))
    # END SOLUTION


def train_moons(X: Tensor, y: Tensor, seed: int) -> float:
    """Train a network of your own modules, with one hidden layer, to tell two classes of points apart.

    Width, learning rate and number of steps are yours to choose. It should take less than two seconds for 200 points.

    Args:
        X: the points, float64, shape (N, 2).
        y: their classes, 0 or 1, int64, shape (N,).
        seed: of the initial weights.

    Returns:
        The accuracy on these points after training, a Python float: the fraction for which the network's answer
        (σ(z) > 1/2) is their class.
    """
    # BEGIN SOLUTION
    z = train_classifier(X, y, 16, seed, lr=2.0, steps=300)
    return ((z > 0) == (y == 1)).double().mean().item()
    # END SOLUTION


def gradient_norm_by_depth(act: str, depth: int, width: int, seed: int) -> list[float]:
    """How much gradient reaches each layer of a deep network at its start (Guigue, slides: vanishing gradient).

    The network is h_l = g(W_l h_(l−1)) for l = 1 … depth, without biases; h_0 has `width` standard normal numbers.
    Every W_l is (width, width), with normal numbers of mean 0 and variance 1/width for the sigmoid, 2/width for ReLU
    (He). The loss is the sum of the numbers in h_depth.

    Args:
        act: "sigmoid" or "relu", the g of every layer, the last one included; anything else raises ValueError.
        depth: number of layers.
        width: of all layers.
        seed: the same seed gives the same numbers, another one others.

    Returns:
        The norms √(Σ (∂L/∂W_l)²), first layer first, Python floats.
    """
    # BEGIN SOLUTION
    if act not in ("sigmoid", "relu"):
        raise ValueError(f"unknown activation {act!r}")
    generator = torch.Generator().manual_seed(seed)
    std = math.sqrt((1 if act == "sigmoid" else 2) / width)
    h = torch.randn(width, generator=generator, dtype=torch.float64)
    layers = []
    for _ in range(depth):
        W = std * torch.randn(width, width, generator=generator, dtype=torch.float64)
        out = torch.sigmoid(W @ h) if act == "sigmoid" else (W @ h).clamp(min=0)
        slope = out * (1 - out) if act == "sigmoid" else (out > 0).to(out.dtype)
        layers.append((W, h, slope))
        h = out
    dh = torch.ones_like(h)
    norms = []
    for W, h_in, slope in reversed(layers):
        da = dh * slope
        norms.append((da.norm() * h_in.norm()).item())  # of the outer product of the two
        dh = W.T @ da
    return norms[::-1]
    # END SOLUTION
