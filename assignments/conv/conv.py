"""Convolution and pooling: from seven numbers to LeNet

Conventions of the whole assignment. *Convolution* means what PyTorch computes: kernel and signal are both read in
increasing order (a cross-correlation); where the kernel is flipped, the docstring says true convolution. Images are
(N, C, H, W), kernels (D, C, h, w): N images, C channels in, D out, capital letters for images, small ones for
kernels. A size, stride or padding is an int or a pair (vertical, horizontal). Results have the dtype and the device
of the inputs, and arguments stay as they are.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn

Size = int | tuple[int, int]
"""One number for both axes, or (vertical, horizontal)."""


def pair(size: Size) -> tuple[int, int]:
    """Both numbers of a size: 3 becomes (3, 3), a pair stays as it is."""
    return (size, size) if isinstance(size, int) else (size[0], size[1])


def conv1d_valid(x: torch.Tensor, u: torch.Tensor) -> torch.Tensor:
    """Slide a kernel along a signal: y_i = Σ_j x_(i+j) u_j, counted from 0 (Fleuret, slides: convolutions).

    Args:
        x: (W,), floating point.
        u: (w,), dtype of `x`, 1 ≤ w ≤ W.

    Returns:
        (W − w + 1,): one number for each place where the kernel fits entirely. Loops are allowed.
    """
    # your code here
    raise NotImplementedError("conv1d_valid is not written yet")


def circular_conv(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The true convolution on a circle: z_i = Σ_j x_j y_((i−j) mod n) (Scaman, slides: convolutions).

    Args:
        x: (n,), floating point.
        y: (n,), dtype of `x`.

    Returns:
        (n,). The order of x and y does not matter. Loops are allowed, Fourier transforms are not.
    """
    # your code here
    raise NotImplementedError("circular_conv is not written yet")


def circular_xcorr(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """The cross-correlation on a circle: z_i = Σ_j x_j y_((i+j) mod n) (Scaman, slides: convolutions).

    Args:
        x: (n,), floating point; the kernel.
        y: (n,), dtype of `x`; the signal.

    Returns:
        (n,). Here the order matters. Loops are allowed, Fourier transforms are not.
    """
    # your code here
    raise NotImplementedError("circular_xcorr is not written yet")


def conv_out_size(W: int, K: int, P: int = 0, S: int = 1) -> int:
    """How many places a kernel has along one axis: ⌊(W − K + 2P) / S⌋ + 1 (Groudiev, notes §4.2.7).

    Args:
        W: length of the axis.
        K: length of the kernel, 1 ≤ K ≤ W + 2P.
        P: zeros added at each end.
        S: stride, from one place to the next.

    Returns:
        The number of places, an int. It is rounded down: a kernel that would stick out has no place.
    """
    # your code here
    raise NotImplementedError("conv_out_size is not written yet")


def same_padding(K: int) -> int:
    """The padding that keeps the length of an axis at stride 1: (K − 1) / 2 (Groudiev, notes §4.2.5).

    Args:
        K: length of the kernel, odd.

    Returns:
        The padding at each end, an int.

    Raises:
        ValueError: K is even, and no padding does it.
    """
    # your code here
    raise NotImplementedError("same_padding is not written yet")


def receptive_field(layers: Sequence[tuple[int, int]]) -> int:
    """How many input pixels in a row one output number depends on: 1 + Σ_l (K_l − 1) Π_(i<l) S_i.

    With all strides 1 this is 1 + L (K − 1) (Groudiev, notes §4.2.6).

    Args:
        layers: (kernel, stride) of every convolution or pooling layer, from input to output; perhaps none.

    Returns:
        The width of the receptive field, an int; 1 without layers.
    """
    # your code here
    raise NotImplementedError("receptive_field is not written yet")


def conv2d_loops(
    x: torch.Tensor, w: torch.Tensor, b: torch.Tensor | None = None, stride: Size = 1, padding: Size = 0
) -> torch.Tensor:
    """A convolution layer, literally: at each place the dot product of every kernel with what it sees.

    out[n, d, i, j] = b[d] + Σ_(c,k,l) w[d, c, k, l] · padded[n, c, i·s + k, j·s + l], all counted from 0
    (Fleuret, slides: convolutions; Groudiev, notes §4.2).

    Args:
        x: (N, C, H, W), floating point.
        w: (D, C, h, w), dtype of `x`.
        b: (D,), one number per output channel, or None.
        stride: step of the kernel, int or (vertical, horizontal).
        padding: zeros on each of the four sides, int or (vertical, horizontal).

    Returns:
        (N, D, H', W'), sizes as `conv_out_size` says. Loops are allowed.
    """
    # your code here
    raise NotImplementedError("conv2d_loops is not written yet")


def im2col(x: torch.Tensor, kernel_size: Size, stride: Size = 1, padding: Size = 0) -> torch.Tensor:
    """Write what the kernel sees at each place into a column, without a loop.

    Args:
        x: (N, C, H, W), floating point.
        kernel_size: (h, w) or an int.
        stride: int or pair.
        padding: zeros on each side, int or pair.

    Returns:
        (N, C·h·w, L) with L = H'·W', a new tensor. Columns: places, row by row. Rows: channel first, then row and
        column within the kernel, the last one fastest (the order of `torch.nn.functional.unfold`).
    """
    # your code here
    raise NotImplementedError("im2col is not written yet")


def col2im(
    cols: torch.Tensor, x_shape: Sequence[int], kernel_size: Size, stride: Size = 1, padding: Size = 0
) -> torch.Tensor:
    """The way back: add every entry to the pixel that `im2col` read it from, without a loop.

    It is the adjoint of `im2col`, not its inverse: ⟨im2col(x), c⟩ = ⟨x, col2im(c)⟩ for all x and c. A pixel seen
    by k windows receives k contributions, one seen by none is 0; what fell into the padding is dropped.

    Args:
        cols: (N, C·h·w, L), ordered as `im2col` does, floating point.
        x_shape: (N, C, H, W).
        kernel_size: int or pair, as for `im2col`.
        stride: int or pair, as for `im2col`.
        padding: int or pair, as for `im2col`.

    Returns:
        (N, C, H, W), dtype of `cols`.
    """
    # your code here
    raise NotImplementedError("col2im is not written yet")


def conv2d_im2col(
    x: torch.Tensor, w: torch.Tensor, b: torch.Tensor | None = None, stride: Size = 1, padding: Size = 0
) -> torch.Tensor:
    """What `conv2d_loops` computes, as one product of matrices and without a loop.

    Args:
        x: (N, C, H, W), floating point.
        w: (D, C, h, w), dtype of `x`.
        b: (D,) or None.
        stride: int or pair.
        padding: zeros on each side, int or pair.

    Returns:
        (N, D, H', W'). Autograd can go through it.
    """
    # your code here
    raise NotImplementedError("conv2d_im2col is not written yet")


def conv2d_backward(
    dout: torch.Tensor, x: torch.Tensor, w: torch.Tensor, stride: Size = 1, padding: Size = 0
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The gradients of a convolution layer with bias, without a loop and without autograd.

    Args:
        dout: (N, D, H', W'), the gradient of some loss with respect to the layer's output.
        x: (N, C, H, W), the layer's input.
        w: (D, C, h, w), its kernels.
        stride: int or pair, as in the forward pass.
        padding: int or pair, as in the forward pass.

    Returns:
        (dx, dw, db), the gradients of that loss with respect to x, w and the bias b, shaped like them. They are
        sums over batch and places, for whatever mean the loss takes has already gone into `dout`.
    """
    # your code here
    raise NotImplementedError("conv2d_backward is not written yet")


def max_pool2d(
    x: torch.Tensor, K: Size, stride: Size | None = None, padding: Size = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest number of every window, and where it stands; no loop (Groudiev, notes §4.3.2).

    Args:
        x: (N, C, H, W), floating point; each channel by itself.
        K: the window, int or pair.
        stride: int or pair; None means K, so that windows do not overlap.
        padding: int or pair; padding counts as −∞ and never wins.

    Returns:
        (y, idx), both (N, C, H', W'), sizes as `conv_out_size` says (rounded down). `y` has the dtype of `x`; `idx`
        is int64, the place row·W + column of the maximum in the plane (H, W) without padding. Among equals the first
        in row-major order wins.

    Raises:
        ValueError: a padding is more than half of its window.
    """
    # your code here
    raise NotImplementedError("max_pool2d is not written yet")


def max_pool2d_backward(dout: torch.Tensor, idx: torch.Tensor, x_shape: Sequence[int]) -> torch.Tensor:
    """The gradient of max-pooling: everything goes to the winner; no loop, no autograd.

    Args:
        dout: (N, C, H', W'), the gradient of some loss with respect to `y`.
        idx: (N, C, H', W'), int64, as returned by `max_pool2d`.
        x_shape: (N, C, H, W).

    Returns:
        (N, C, H, W), dtype of `dout`. A pixel that won several windows receives the sum, one that won none 0.
    """
    # your code here
    raise NotImplementedError("max_pool2d_backward is not written yet")


def avg_pool2d(x: torch.Tensor, K: Size, stride: Size | None = None, padding: Size = 0) -> torch.Tensor:
    """The mean of every window, padding included; no loop (Groudiev, notes §4.3.3).

    Args:
        x: (N, C, H, W), floating point; each channel by itself.
        K: the window (h, w), int or pair.
        stride: int or pair; None means K.
        padding: int or pair; zeros that count: the divisor is h·w everywhere.

    Returns:
        (N, C, H', W'), sizes as `conv_out_size` says.

    Raises:
        ValueError: a padding is more than half of its window.
    """
    # your code here
    raise NotImplementedError("avg_pool2d is not written yet")


def avg_pool2d_backward(
    dout: torch.Tensor, x_shape: Sequence[int], K: Size, stride: Size | None = None, padding: Size = 0
) -> torch.Tensor:
    """The gradient of average pooling: every pixel of a window gets an equal share; no loop, no autograd.

    Args:
        dout: (N, C, H', W'), the gradient of some loss with respect to the output.
        x_shape: (N, C, H, W).
        K: the window (h, w), as in the forward pass.
        stride: as in the forward pass.
        padding: as in the forward pass.

    Returns:
        (N, C, H, W), dtype of `dout`. Shares from several windows add up; those of the padding are lost.
    """
    # your code here
    raise NotImplementedError("avg_pool2d_backward is not written yet")


def kernel_table() -> dict[str, torch.Tensor]:
    """Eight kernels of image processing, each (3, 3), float64.

    (Fleuret, slides: convolutions, for the first five; Groudiev, notes §4.2.2, for the others.)

    Returns:
        A new dictionary of new tensors.
        `identity`: 1 in the middle, 0 elsewhere.
        `sum3`: ones.
        `prewitt_x`: −1 0 1 in every row. `prewitt_y`: its transpose.
        `laplacian`: 4 in the middle, −1 above, below, left and right, 0 in the corners.
        `gaussian`: 1 2 1 / 2 4 2 / 1 2 1, divided by 16.
        `sobel_x`: rows 1 0 −1 / 2 0 −2 / 1 0 −1. `sobel_y`: its transpose.
    """
    # your code here
    raise NotImplementedError("kernel_table is not written yet")


def filter2d(img: torch.Tensor, name: str, mode: str = "xcorr") -> torch.Tensor:
    """Filter a grey image by a kernel of `kernel_table`, only where the kernel fits; no loop.

    Args:
        img: (H, W), floating point, H and W at least 3.
        name: a key of `kernel_table()`; the kernel is cast to the dtype of `img`.
        mode: "xcorr", the kernel as it stands (what PyTorch computes), or "conv", the true convolution, which turns
            the kernel by 180 degrees first.

    Returns:
        (H − 2, W − 2), dtype of `img`.

    Raises:
        ValueError: another mode.
    """
    # your code here
    raise NotImplementedError("filter2d is not written yet")


def conv_params(C: int, D: int, K: int, bias: bool = True) -> int:
    """How many numbers a convolution layer learns: D (C K² + 1), or D C K² without biases.

    Args:
        C: channels in.
        D: channels out.
        K: side of the square kernels.
        bias: whether each output channel has a bias (one number, not one per pixel).

    Returns:
        An int.
    """
    # your code here
    raise NotImplementedError("conv_params is not written yet")


def linear_params(i: int, o: int, bias: bool = True) -> int:
    """How many numbers a linear layer learns.

    Args:
        i: numbers in.
        o: numbers out.
        bias: whether each output has a bias.

    Returns:
        An int.
    """
    # your code here
    raise NotImplementedError("linear_params is not written yet")


def vgg16_params() -> int:
    """How many numbers VGG-16 learns (Scaman, slides: VGG-16; Groudiev, notes §3.3.3).

    Thirteen 3 × 3 convolutions with biases, from 3 channels to 64, 64, pool, 128, 128, pool, 256, 256, 256, pool,
    512, 512, 512, pool, 512, 512, 512, pool (the five max-poolings learn nothing). They turn 224 × 224 pixels into
    7 × 7. Then linear layers with biases to 4096, 4096 and 1000 numbers.

    Returns:
        An int.
    """
    # your code here
    raise NotImplementedError("vgg16_params is not written yet")


def lenet5_params() -> int:
    """How many numbers our `LeNet5` learns (Groudiev, notes §4.4).

    Two 5 × 5 convolutions, from 1 channel to 6 and to 16, then linear layers from 400 numbers to 120, 84 and 10; all
    with biases.

    Returns:
        An int.
    """
    # your code here
    raise NotImplementedError("lenet5_params is not written yet")


def shift(x: torch.Tensor, u: int) -> torch.Tensor:
    """Move a signal on a circle: τ_u(x)_i = x_((i+u) mod N) (Scaman, slides: why convolutions).

    Args:
        x: (N,), any dtype.
        u: any integer, also negative, also beyond N.

    Returns:
        (N,), a new tensor: with u = 1 the first entry leaves at the front and comes back at the end.
    """
    # your code here
    raise NotImplementedError("shift is not written yet")


def circulant(m: torch.Tensor) -> torch.Tensor:
    """The matrix with M_ij = m_((j−i) mod N): each row is the row above, moved one place to the right.

    Args:
        m: (N,), any dtype; row 0.

    Returns:
        (N, N), dtype of `m`.
    """
    # your code here
    raise NotImplementedError("circulant is not written yet")


def is_equivariant(f: Callable[[torch.Tensor], torch.Tensor], N: int) -> bool:
    """Whether f(τ_u(x)) = τ_u(f(x)) for a random signal x and every shift u = 1, …, N − 1.

    Args:
        f: takes and returns a float64 tensor of shape (N,); perhaps not linear.
        N: length of the signals.

    Returns:
        A Python bool. Rounding is forgiven (a relative 1e-9), nothing else.
    """
    # your code here
    raise NotImplementedError("is_equivariant is not written yet")


def kernel_of(f: Callable[[torch.Tensor], torch.Tensor], N: int) -> torch.Tensor:
    """The kernel of a linear, equivariant black box: the m with f(x) = circulant(m) x.

    That there always is one is the lemma of the lecture (Scaman, slides: why convolutions).

    Args:
        f: takes and returns a float64 tensor of shape (N,).
        N: length of the signals.

    Returns:
        (N,), float64.

    Raises:
        ValueError: f is not equivariant, or not linear. Rounding is forgiven (a relative 1e-9).
    """
    # your code here
    raise NotImplementedError("kernel_of is not written yet")


def compose_kernels(u: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
    """The one kernel that does what two do in turn (Groudiev, notes §4.2.4: stacking convolutions).

    conv1d_valid(x, v) = conv1d_valid(conv1d_valid(x, u), w) for every x.

    Args:
        u: (K,), floating point; applied first.
        w: (L,), dtype of `u`; applied second.

    Returns:
        v: (K + L − 1,), the full true convolution of u and w: v_i = Σ_(j+k=i) u_j w_k. Loops are allowed.
    """
    # your code here
    raise NotImplementedError("compose_kernels is not written yet")


def linear_as_conv(weight: torch.Tensor, C: int, H: int, W: int) -> torch.Tensor:
    """The kernels that turn a fully connected layer on flattened images into a convolution layer.

    Args:
        weight: (o, C·H·W), of a linear layer that reads images (C, H, W) flattened in this order.
        C: channels of the images.
        H: their height.
        W: their width.

    Returns:
        (o, C, H, W), a view or a copy: each kernel is as large as the image and has one place in it.
    """
    # your code here
    raise NotImplementedError("linear_as_conv is not written yet")


class Conv2d(nn.Module):
    """A convolution layer with your own forward pass; autograd does the rest (Fleuret, slides: convolutions).

    `weight`, a parameter (out_channels, in_channels, h, w), and `bias`, a parameter (out_channels,) or None, start
    uniform on ±1/√(in_channels·h·w) and have torch's default dtype. The `state_dict` is that of `torch.nn.Conv2d`.

    Args:
        in_channels: C.
        out_channels: D.
        kernel_size: int or pair.
        stride: int or pair.
        padding: zeros on each side, int or pair.
        bias: whether to have one.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: Size,
        stride: Size = 1,
        padding: Size = 0,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.stride, self.padding = stride, padding
        # your code here
        raise NotImplementedError("Conv2d is not written yet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Convolve a batch: (N, C, H, W) to (N, D, H', W')."""
        # your code here
        raise NotImplementedError("Conv2d is not written yet")


class MaxPool2d(nn.Module):
    """A max-pooling layer; it learns nothing (Fleuret, slides: pooling).

    Among equals the first in row-major order wins, and in the backward pass it gets the whole gradient.

    Args:
        kernel_size: the window, int or pair.
        stride: int or pair; None means the window.
        padding: −∞ on each side, int or pair.
    """

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Pool a batch: (N, C, H, W) to (N, C, H', W'), the values alone."""
        # your code here
        raise NotImplementedError("MaxPool2d is not written yet")


class LeNet5(nn.Module):
    """The LeNet-5 of the lecture (Groudiev, notes §4.4), for digits of 28 × 28 pixels.

    Convolution to 6 channels, 5 × 5, padding 2; ReLU; max-pooling 2 × 2; convolution to 16 channels, 5 × 5; ReLU;
    max-pooling 2 × 2; flatten; linear to 120; ReLU; linear to 84; ReLU; linear to 10. Everything has biases. Layers
    are registered in this order, under any names; `torch.nn.Linear` is allowed.

    Args:
        conv: makes the convolution layers, as `conv(in_channels, out_channels, kernel_size, padding=...)`.
        pool: makes the pooling layers, as `pool(kernel_size)`.
    """

    def __init__(
        self, conv: Callable[..., nn.Module] = Conv2d, pool: Callable[..., nn.Module] = MaxPool2d
    ) -> None:
        super().__init__()
        # your code here
        raise NotImplementedError("LeNet5 is not written yet")

    def forward_features(self, x: torch.Tensor) -> list[torch.Tensor]:
        """All stages of the computation for images (N, 1, 28, 28).

        Returns:
            Seven tensors with N first: (6, 28, 28) and (16, 10, 10) after a convolution's ReLU, each followed by what
            its pooling makes of it, (6, 14, 14) and (16, 5, 5); then (120,) and (84,) after ReLU, and the (10,)
            scores.
        """
        # your code here
        raise NotImplementedError("LeNet5 is not written yet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The scores of the ten classes: (N, 1, 28, 28) to (N, 10), without softmax."""
        # your code here
        raise NotImplementedError("LeNet5 is not written yet")


class FleuretNet(nn.Module):
    """The first network of Fleuret's slides, for digits of 28 × 28 pixels.

    Convolution to 32 channels, 5 × 5; max-pooling 3 × 3; ReLU; convolution to 64 channels, 5 × 5; max-pooling 2 × 2;
    ReLU; flatten; linear to 200; ReLU; linear to 10. Everything has biases, nothing is padded. Layers are registered
    in this order, under any names; `torch.nn.Linear` is allowed.

    Args:
        conv: makes the convolution layers, as `conv(in_channels, out_channels, kernel_size)`.
        pool: makes the pooling layers, as `pool(kernel_size)`.
    """

    def __init__(
        self, conv: Callable[..., nn.Module] = Conv2d, pool: Callable[..., nn.Module] = MaxPool2d
    ) -> None:
        super().__init__()
        # your code here
        raise NotImplementedError("FleuretNet is not written yet")

    def forward_features(self, x: torch.Tensor) -> list[torch.Tensor]:
        """All stages of the computation for images (N, 1, 28, 28).

        Returns:
            Six tensors with N first: (32, 24, 24) and (64, 4, 4) straight from a convolution, each followed by what
            pooling and ReLU make of it, (32, 8, 8) and (64, 2, 2); then (200,) after ReLU, and the (10,) scores.
        """
        # your code here
        raise NotImplementedError("FleuretNet is not written yet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The scores of the ten classes: (N, 1, 28, 28) to (N, 10), without softmax."""
        # your code here
        raise NotImplementedError("FleuretNet is not written yet")
