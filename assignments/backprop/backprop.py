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
    # your code here
    raise NotImplementedError("numerical_gradient is not written yet")


def mul_add_graph(x: Tensor, y: Tensor, z: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """Forward and backward through f = q · z with q = x + y (Groudiev, notes §2.4.1 to §2.4.3).

    The arguments are 0-d. Returns (f, gradients): f itself, and ∂f/∂x, ∂f/∂y, ∂f/∂z under the keys "x", "y", "z",
    each of them a 0-d tensor or a Python float.
    """
    # your code here
    raise NotImplementedError("mul_add_graph is not written yet")


def sigmoid(x: Tensor) -> Tensor:
    """The logistic function σ(x) = 1 / (1 + e⁻ˣ), without `torch.sigmoid`.

    x has any shape; the result has its shape and dtype. It is never NaN, not at x = ±800 either, and it has its
    leading digits right where it is tiny: σ(−40) is 4.2e-18 and not 0.
    """
    # your code here
    raise NotImplementedError("sigmoid is not written yet")


def sigmoid_neuron(w: Tensor, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """One neuron, σ(w₀x₀ + w₁x₁ + w₂), forward and backward (Groudiev, notes §2.4.5).

    w holds two weights and the bias, shape (3,), x the input, shape (2,). Returns (out, dw, dx): the output, 0-d, and
    its gradients, shapes (3,) and (2,); all finite, however large the sum. From here on `torch.sigmoid` is welcome.
    """
    # your code here
    raise NotImplementedError("sigmoid_neuron is not written yet")


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
        # your code here
        raise NotImplementedError("Linear is not written yet")

    def forward(self, x: Tensor) -> Tensor:
        """From (N, d_in) to (N, d_out)."""
        # your code here
        raise NotImplementedError("Linear is not written yet")

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out, (N, d_out), to ∂L/∂x, (N, d_in); adds to `dW` and `db`, without any 1/N of its own."""
        # your code here
        raise NotImplementedError("Linear is not written yet")

    def parameters(self) -> list[tuple[Tensor, Tensor]]:
        """[(W, dW), (b, db)], in this order."""
        # your code here
        raise NotImplementedError("Linear is not written yet")


class ReLU(Module):
    """max(0, x), number by number, for any shape. At 0 exactly its derivative counts as 0, as in PyTorch."""

    def forward(self, x: Tensor) -> Tensor:
        """From x to max(0, x)."""
        # your code here
        raise NotImplementedError("ReLU is not written yet")

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out to ∂L/∂x, shape of x."""
        # your code here
        raise NotImplementedError("ReLU is not written yet")


class Tanh(Module):
    """tanh x, number by number, for any shape; `torch.tanh` is welcome (Guigue, slides: modules)."""

    def forward(self, x: Tensor) -> Tensor:
        """From x to tanh x."""
        # your code here
        raise NotImplementedError("Tanh is not written yet")

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out to ∂L/∂x, shape of x."""
        # your code here
        raise NotImplementedError("Tanh is not written yet")


class Sigmoid(Module):
    """σ(x), number by number, for any shape; your `sigmoid` and `torch.sigmoid` are both welcome. Finite at ±800."""

    def forward(self, x: Tensor) -> Tensor:
        """From x to σ(x)."""
        # your code here
        raise NotImplementedError("Sigmoid is not written yet")

    def backward(self, dout: Tensor) -> Tensor:
        """From ∂L/∂out to ∂L/∂x, shape of x; never NaN."""
        # your code here
        raise NotImplementedError("Sigmoid is not written yet")


class MSE(Module):
    """The mean squared error L = (1/N) Σ_n ‖pred_n − target_n‖², a sum over d, a mean over N (Guigue, slides: cost).

    PyTorch's `MSELoss` divides by N · d instead.
    """

    def forward(self, pred: Tensor, target: Tensor) -> Tensor:
        """The loss, 0-d, of two tensors of the same shape (N, d); different shapes raise ValueError."""
        # your code here
        raise NotImplementedError("MSE is not written yet")

    def backward(self) -> Tensor:
        """∂L/∂pred, shape (N, d)."""
        # your code here
        raise NotImplementedError("MSE is not written yet")


class BCEWithLogits(Module):
    """Binary cross-entropy of logits: L = −(1/N) Σ_n Σ_k [y log σ(z) + (1 − y) log(1 − σ(z))].

    A sum over the K labels of a sample, a mean over the N samples. The labels may be soft: any numbers from 0 to 1.
    """

    def forward(self, z: Tensor, y: Tensor) -> Tensor:
        """The loss, 0-d, of logits z and labels y, both (N,) or both (N, K); right at z = ±800, too.

        Different shapes, (N,) and (N, 1) among them, raise ValueError.
        """
        # your code here
        raise NotImplementedError("BCEWithLogits is not written yet")

    def backward(self) -> Tensor:
        """∂L/∂z, shape of z."""
        # your code here
        raise NotImplementedError("BCEWithLogits is not written yet")


class Sequential(Module):
    """Modules one behind the other, itself a module: it may stand inside another one.

    Args:
        modules: at least one; anything that keeps the promises of `Module`.
    """

    def __init__(self, *modules: Module) -> None:
        # your code here
        raise NotImplementedError("Sequential is not written yet")

    def forward(self, x: Tensor) -> Tensor:
        """Through all modules, first to last."""
        # your code here
        raise NotImplementedError("Sequential is not written yet")

    def backward(self, dout: Tensor) -> Tensor:
        """Through all modules, last to first, to ∂L/∂x."""
        # your code here
        raise NotImplementedError("Sequential is not written yet")

    def parameters(self) -> list[tuple[Tensor, Tensor]]:
        """The pairs of all modules in one flat list, in the order of the modules."""
        # your code here
        raise NotImplementedError("Sequential is not written yet")


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
    # your code here
    raise NotImplementedError("two_layer_deltas is not written yet")


def dag_backward(w1: Tensor, w2: Tensor, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Forward and backward through a graph that uses w1 twice and x twice (Fleuret, slides: DAG networks).

    x₁ = w1 x, x₂ = x + w2 x₁, x₃ = w1 (x₁ + x₂), q = ‖x₃‖.

    w1 and w2 have shape (n, n), x has (n,). Returns (q, dw1, dw2, dx): the norm, 0-d, and its gradients in the shapes
    of w1, w2 and x. At q = 0, where the norm has no derivative, the gradients are zeros.
    """
    # your code here
    raise NotImplementedError("dag_backward is not written yet")


def tanh_chain(k: int, x: Tensor, w: Tensor) -> Tensor:
    """Repeat x ← tanh(w[i] x) for i = 0 … k − 1: a graph as long as k says (Fleuret, slides: autograd).

    Args:
        k: number of layers, from 0 (then the result is x) to len(w).
        x: shape (n,).
        w: the weights of all layers, shape (m, n, n).

    Returns:
        The last x, shape (n,).
    """
    # your code here
    raise NotImplementedError("tanh_chain is not written yet")


def tanh_chain_backward(k: int, x: Tensor, w: Tensor, du: Tensor) -> tuple[Tensor, Tensor]:
    """The way back through u = `tanh_chain(k, x, w)`, given du = ∂L/∂u, shape (n,).

    Returns (dx, dw): ∂L/∂x, shape (n,), and ∂L/∂w, shape (m, n, n), with zeros for the layers that were not used.
    """
    # your code here
    raise NotImplementedError("tanh_chain_backward is not written yet")


def jacobian(f: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Estimate the Jacobian of f at x by central differences (Groudiev, notes §2.5.1).

    Args:
        f: from shape (n,) to shape (m,); it may return its very argument.
        x: where to measure, float64, shape (n,); when you return it holds the same numbers as before.

    Returns:
        The matrix of the ∂f_i/∂x_j, shape (m, n), a row for each output; right to 1e-7 of its size where the
        derivatives of f are neither huge nor tiny (h = 1e-5 does it).
    """
    # your code here
    raise NotImplementedError("jacobian is not written yet")


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
        # your code here
        raise NotImplementedError("Value is not written yet")

    def __mul__(self, other: "Value | float") -> "Value":
        """The product; `other` may be a number."""
        # your code here
        raise NotImplementedError("Value is not written yet")

    def __pow__(self, exponent: float) -> "Value":
        """The power, where the exponent is an int or a float."""
        # your code here
        raise NotImplementedError("Value is not written yet")

    def __rsub__(self, other: float) -> "Value":
        """The difference other − self, where `other` is a number."""
        # your code here
        raise NotImplementedError("Value is not written yet")

    def __rtruediv__(self, other: float) -> "Value":
        """The quotient other / self, where `other` is a number."""
        # your code here
        raise NotImplementedError("Value is not written yet")

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
        # your code here
        raise NotImplementedError("Value is not written yet")

    def log(self) -> "Value":
        """The natural logarithm."""
        # your code here
        raise NotImplementedError("Value is not written yet")

    def tanh(self) -> "Value":
        """The hyperbolic tangent."""
        # your code here
        raise NotImplementedError("Value is not written yet")

    def relu(self) -> "Value":
        """max(0, self), with the derivative 0 at 0."""
        # your code here
        raise NotImplementedError("Value is not written yet")

    def sigmoid(self) -> "Value":
        """1 / (1 + e^−self), also at ±800, where `math.exp(800)` raises OverflowError."""
        # your code here
        raise NotImplementedError("Value is not written yet")

    def backward(self) -> None:
        """Add ∂self/∂v to `v.grad` for every Value v that self was computed from, and 1 to that of self.

        What was in `grad` before stays and has no influence: a second call adds the same numbers once more (as in
        PyTorch). However often a Value was used, the sum over all paths arrives. A chain of 5000 operations is no
        problem, though Python's recursion ends at 1000 calls.
        """
        # your code here
        raise NotImplementedError("Value is not written yet")


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
    # your code here
    raise NotImplementedError("step_approximation is not written yet")


def xor_net() -> dict[str, Tensor]:
    """The weights of a 2–2–1 network of threshold neurons that computes x₁ XOR x₂ (Guigue, slides: two neurons).

    A threshold neuron answers 1 where its w·x + b > 0, and 0 elsewhere, so also at exactly 0.

    Returns:
        W1 (2, 2) and W2 (1, 2), both (out, in), and the biases b1 (2,) and b2 (1,), all float64, none of them larger
        than 100. On the four points (0, 0), (0, 1), (1, 0), (1, 1) no w·x + b is closer to 0 than 0.1.
    """
    # your code here
    raise NotImplementedError("xor_net is not written yet")


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
    # your code here
    raise NotImplementedError("fit is not written yet")


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
    # your code here
    raise NotImplementedError("train_xor is not written yet")


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
    # your code here
    raise NotImplementedError("train_moons is not written yet")


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
    # your code here
    raise NotImplementedError("gradient_norm_by_depth is not written yet")
