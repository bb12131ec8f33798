"""Tensor operations

Shapes, storage, broadcasting and indexing, up to the first machine that learns. No function changes its arguments,
results keep the dtype of the input unless the docstring names another, and only `perceptron_fit` may loop in Python.
"""

from typing import Any

import torch


def int_tensor(data: list[Any]) -> torch.Tensor:
    """Turn nested lists of integers into a tensor.

    Args:
        data: a list of integers, or of lists of one length, nested to any depth.

    Returns:
        An int64 tensor holding exactly these integers, also where they are large; an empty list gives an empty
        int64 tensor. So `int_tensor([[1, 0, 2], [3, 2, 3]])` has shape (2, 3).

    Source: Scaman, slides: tensor creation; Groudiev, notes, section 3.1.
    """
    # your code here
    raise NotImplementedError("int_tensor is not written yet")


def reshape_zoo(x: torch.Tensor) -> dict[str, torch.Tensor]:
    """Show one matrix in five ways, without copying a single number and without a loop.

    Args:
        x: (H, W) with W ≥ 2, contiguous, any dtype.

    Returns:
        Five views of `x`; when `x` changes, they change with it.
        `flat`: (H·W,), the numbers in memory order.
        `tall`: (W, H), the numbers in memory order, cut into W rows of H.
        `cols`: (H, W − 1), all columns but the first.
        `t`: (W, H), the transpose.
        `tiled`: (3, H, W), the matrix three times.

    Source: Fleuret, slides: high dimension tensors.
    """
    # your code here
    raise NotImplementedError("reshape_zoo is not written yet")


def slice3d(x: torch.Tensor) -> dict[str, torch.Tensor]:
    """Cut and turn a tensor with three axes, without copying and without a loop.

    Args:
        x: (A, B, C) with C ≥ 2, contiguous, any dtype.

    Returns:
        Five views of `x`; when `x` changes, they change with it.
        `first`: (1, B, C), entry 0 of the first axis, which stays an axis.
        `last_two`: (A, B, 2), entries 0 and 1 of the last axis (the key says which axis and how many).
        `t01`, `t02`, `t12`: `x` with these two axes exchanged.

    Source: Fleuret, slides: high dimension tensors.
    """
    # your code here
    raise NotImplementedError("slice3d is not written yet")


def images_to_float(imgs: torch.Tensor) -> torch.Tensor:
    """Turn stored images into what a network eats: channels first, numbers between 0 and 1; no loop.

    Args:
        imgs: (N, H, W, 3), uint8 from 0 to 255.

    Returns:
        (N, 3, H, W), float32; 0 stays 0, 255 becomes 1, 128 becomes 128/255 (Fleuret, slides: the CIFAR10 example).
    """
    # your code here
    raise NotImplementedError("images_to_float is not written yet")


def rot90_and_red(x: torch.Tensor) -> torch.Tensor:
    """Turn images a quarter counter-clockwise and keep only their red channel; no loop, no `rot90`.

    Args:
        x: (N, 3, H, W), channels red, green, blue; any dtype. It stays as it is.

    Returns:
        (N, 3, W, H), dtype of `x`: the top right corner of an image becomes its top left; green and blue are 0.

    Source: Fleuret, slides: the CIFAR10 example, where a transposition (a mirror image) stands for the rotation.
    """
    # your code here
    raise NotImplementedError("rot90_and_red is not written yet")


def standardize_fit(train: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Measure the mean and the standard deviation of each channel of a training set; no loop.

    Args:
        train: (N, C, H, W), floating point.

    Returns:
        (mu, sd), each (1, C, 1, 1): per channel, over all images and pixels. `sd` is the population deviation
        √(Σ(x − mu)² / n) with n = N·H·W, without any ε; where it is 0 (a constant channel), `sd` is 1 instead.

    Source: Fleuret, slides: the training example; Wolf, slides: `Normalize`.
    """
    # your code here
    raise NotImplementedError("standardize_fit is not written yet")


def standardize(x: torch.Tensor, mu: torch.Tensor, sd: torch.Tensor) -> torch.Tensor:
    """Shift and scale the channels of any set of images by statistics measured before.

    Args:
        x: (N, C, H, W), floating point; the training set or another one.
        mu: (1, C, 1, 1).
        sd: (1, C, 1, 1), without zeros.

    Returns:
        (x − mu) / sd, a new tensor of the shape of `x`; no statistic of `x` itself enters, and no loop.
    """
    # your code here
    raise NotImplementedError("standardize is not written yet")


def pairwise_sq_dists(X: torch.Tensor, Y: torch.Tensor) -> torch.Tensor:
    """Squared distances between all rows of two matrices; no loop, no `torch.cdist`, no `torch.nn.functional`.

    Args:
        X: (N, d), floating point.
        Y: (M, d), dtype of `X`.

    Returns:
        (N, M) with entry [n, m] = Σ_j (X[n, j] − Y[m, j])². Never negative, however far from the origin the
        points lie; exactly 0 where two points with integer coordinates coincide.

    Example: `[[0., 0.], [3., 4.]]` against `[[0., 0.]]` gives `[[0.], [25.]]`.
    Source: ‖x − y‖² = ‖x‖² + ‖y‖² − 2⟨x, y⟩.
    """
    # your code here
    raise NotImplementedError("pairwise_sq_dists is not written yet")


def one_hot(y: torch.Tensor, C: int) -> torch.Tensor:
    """Write class labels as rows with a single 1; no loop, no `torch.nn.functional`.

    Args:
        y: (N,), int64, classes counted from 0; N may be 0.
        C: number of classes, also when some of them do not occur in `y`.

    Returns:
        (N, C), float32: 1 in column y[n] of row n, 0 elsewhere.

    Raises:
        ValueError: a label is negative, or C or larger.

    Source: Guigue, slides: one-hot vectors for supervision.
    """
    # your code here
    raise NotImplementedError("one_hot is not written yet")


def linear(x: torch.Tensor, W: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Apply a linear layer to a batch, with weights stored as PyTorch stores them; no loop, no `torch.nn`.

    Args:
        x: (N, i), a batch of rows, also N = 1.
        W: (o, i), one row of weights per output.
        b: (o,).

    Returns:
        (N, o): row n is W x_n + b (Groudiev, notes, section 2; Fleuret, slides: `w @ x`).
    """
    # your code here
    raise NotImplementedError("linear is not written yet")


def linear_guigue(z: torch.Tensor, W: torch.Tensor) -> torch.Tensor:
    """Apply a linear layer whose weights are stored input first; no loop, no `torch.nn`.

    Args:
        z: (N, i), a batch of rows.
        W: (i, o), one column of weights per output.

    Returns:
        (N, o): row n is Wᵀ z_n (Guigue, slides: the linear module).
    """
    # your code here
    raise NotImplementedError("linear_guigue is not written yet")


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Mean squared error of two lists of numbers, whichever of them is a column; no loop, no `torch.nn`.

    Args:
        pred: (N,) or (N, 1), floating point; gradients flow back to it.
        target: (N,) or (N, 1), dtype of `pred`; its shape need not be that of `pred`.

    Returns:
        A 0-d tensor: (1/N) Σ_n (pred_n − target_n)².

    Raises:
        ValueError: the two hold different numbers of elements, also when one of them holds a single one.

    Source: Scaman, slides: (5, 1) is not (5); Groudiev, notes, section 3.2.1.
    """
    # your code here
    raise NotImplementedError("safe_mse is not written yet")


def alias_and_copy(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Take a tensor out of the computation graph twice: once sharing its memory, once not.

    Args:
        x: any shape, with or without gradient, contiguous or not.

    Returns:
        (alias, copy), both with the values of `x` and `requires_grad=False`. When `x` changes in place, `alias`
        changes with it and `copy` does not.

    Source: Scaman, slides: gradients; Groudiev, notes, section 3.1, where `detach` is said to clone: it does not.
    """
    # your code here
    raise NotImplementedError("alias_and_copy is not written yet")


def true_class_scores(s: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The score that each sample gives to its own class; no loop.

    Args:
        s: (N, C), one score per sample and class.
        y: (N,), int64 in [0, C).

    Returns:
        (N,): entry n is s[n, y[n]].
    """
    # your code here
    raise NotImplementedError("true_class_scores is not written yet")


def accuracy(s: torch.Tensor, y: torch.Tensor) -> float:
    """The fraction of samples whose highest score is that of their own class; no loop.

    Args:
        s: (N, C) with N ≥ 1; no row has its maximum twice.
        y: (N,), int64 in [0, C).

    Returns:
        A Python float between 0 and 1.
    """
    # your code here
    raise NotImplementedError("accuracy is not written yet")


def topk_accuracy(s: torch.Tensor, y: torch.Tensor, k: int) -> float:
    """The fraction of samples whose own class is among their k highest scores; no loop.

    Args:
        s: (N, C) with N ≥ 1; no row has a value twice.
        y: (N,), int64 in [0, C).
        k: from 1 (then it is `accuracy`) to C (then it is 1.0); 5 for ImageNet (Scaman, slides: image analysis).

    Returns:
        A Python float between 0 and 1.
    """
    # your code here
    raise NotImplementedError("topk_accuracy is not written yet")


def solve(m: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Solve a linear system; no loop and no inverse, which costs more and loses digits.

    Args:
        m: (n, n), floating point, invertible.
        y: (n,), dtype of `m`.

    Returns:
        q of shape (n,) with m q = y.

    Source: Fleuret, slides: tensor basics, where it is called `torch.gels`, a name that PyTorch no longer has.
    """
    # your code here
    raise NotImplementedError("solve is not written yet")


def dense_image_params(H: int, W: int, C: int) -> int:
    """Number of weights of a dense layer from an H × W image with C channels to one of the same size.

    There is a weight for every pair of an input number and an output number, and there are no biases. The result is
    a Python int, exact however large. Source: Fleuret, slides: convolutions (256 × 256 × 3 gives 38 654 705 664).
    """
    # your code here
    raise NotImplementedError("dense_image_params is not written yet")


def memory_gb(n: int, bytes: int = 4) -> float:
    """Memory of n numbers of so many bytes each, as a float in decimal gigabytes: 1 GB is 10⁹ bytes."""
    # your code here
    raise NotImplementedError("memory_gb is not written yet")


def collapse_linear(
    W1: torch.Tensor, b1: torch.Tensor, W2: torch.Tensor, b2: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Melt two linear layers with nothing between them into one; no loop.

    Args:
        W1: (h, i), weights of the first layer.
        b1: (h,).
        W2: (o, h), weights of the second.
        b2: (o,).

    Returns:
        (W, b) of shapes (o, i) and (o,) with W x + b = W2 (W1 x + b1) + b2 for every x.

    Source: Wolf, slides: linear activations; Guigue, slides: combining two neurons.
    """
    # your code here
    raise NotImplementedError("collapse_linear is not written yet")


def perceptron_fit(
    X: torch.Tensor, y: torch.Tensor, *, eps: float = 1.0, max_epochs: int = 100
) -> tuple[float, torch.Tensor, int]:
    """Train Rosenblatt's perceptron sign(w0 + ⟨w, x⟩), one sample after another. Loops are welcome here.

    Start from w0 = 0 and w = 0. A pass visits the samples in the order of the rows, every time. Whenever
    y_n (w0 + ⟨w, x_n⟩) ≤ 0, at once w ← w + eps·y_n·x_n and w0 ← w0 + eps·y_n. Stop after the first pass without
    an update, or after `max_epochs` passes.

    Args:
        X: (N, d), floating point.
        y: (N,), labels −1 and +1 of any dtype; they are cast to that of `X`.
        eps: step length.
        max_epochs: the most passes to make.

    Returns:
        (w0, w, n_updates): a Python float; (d,) in the dtype of `X`; a Python int counting the updates of all passes.

    Source: Guigue, slides: the perceptron, with ≤ 0 instead of < 0 and with the update of w0.
    """
    # your code here
    raise NotImplementedError("perceptron_fit is not written yet")
