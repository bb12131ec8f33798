"""What the exercises of `conv` must do, on inputs drawn anew for every seed.

The images are not square, the strides do not divide, the kernels are not symmetric, and most pixels are negative:
each of these shows a mistake that square, even, positive pictures hide.
"""

import torch

from autograder import Bound, Rule, check
from shared.digits import digits, train

OWN_WORK = (
    "Convolution and pooling are what you build here, so those of PyTorch, NumPy and SciPy are left out. The tensor "
    "method `unfold`, `as_strided` and `F.pad` are fine."
)
NO_LOOP = f"No Python loop here, comprehensions included: one tensor operation serves all places. {OWN_WORK}"
NO_AUTOGRAD = (
    f"This one wants the gradient in your own operations, without autograd and without a loop. {OWN_WORK}"
)
READY_MADE = (
    "torch.conv*",
    "torch.fft.*",
    "torch.max_pool*",
    "torch.nn.AvgPool*",
    "torch.nn.Conv*",
    "torch.nn.Fold",
    "torch.nn.LazyConv*",
    "torch.nn.MaxPool*",
    "torch.nn.Unfold",
    "torch.nn.functional.*pool*",
    "torch.nn.functional.conv*",
    "torch.nn.functional.fold",
    "torch.nn.functional.unfold",
    "torch.nn.grad.*",
    "numpy.convolve",
    "numpy.correlate",
    "numpy.fft.*",
    "scipy.*",
)
AUTOGRAD = (*READY_MADE, "torch.autograd.*", "torch.func.*", ".backward")
OPERATORS = (
    "aten::convolution*",
    "aten::max_pool*",
    "aten::avg_pool*",
    "aten::adaptive*",
    "aten::im2col",
    "aten::col2im",
    "aten::_fft*",
)
BY_HAND = Rule(because=OWN_WORK, names=READY_MADE, operators=OPERATORS)
VECTORISED = Rule(because=NO_LOOP, loops=True, names=READY_MADE, operators=OPERATORS)
BACKWARD = Rule(because=NO_AUTOGRAD, loops=True, names=AUTOGRAD, operators=OPERATORS)
NETWORK = Rule(because=OWN_WORK, names=READY_MADE)
RULES = {
    "conv1d_valid": BY_HAND,
    "circular_conv": BY_HAND,
    "circular_xcorr": BY_HAND,
    "conv2d_loops": BY_HAND,
    "im2col": VECTORISED,
    "col2im": BACKWARD,
    "conv2d_im2col": VECTORISED,
    "conv2d_backward": BACKWARD,
    "max_pool2d": VECTORISED,
    "max_pool2d_backward": BACKWARD,
    "avg_pool2d": VECTORISED,
    "avg_pool2d_backward": BACKWARD,
    "filter2d": BY_HAND,
    "compose_kernels": BY_HAND,
    "Conv2d": BY_HAND,
    "MaxPool2d": BY_HAND,
    "LeNet5": NETWORK,
    "FleuretNet": NETWORK,
}

PIXELS = (-5, 0)
"""Integers from −5 to −1: sums are exact, ties are frequent, and a zero of the padding is larger than all."""


def error_of(function, *args):
    """The exception that a call raises, or else what came back, by type; an unwritten stub stays unwritten."""
    try:
        result = function(*args)
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error).__name__
    return f"no error: {type(result).__name__} came back"


def pixels(draw, *shape):
    """An image or a batch of small negative integers, float64."""
    return draw.integers(*PIXELS, *shape).double()


def layer(draw):
    """A batch, kernels and biases whose sizes are all different: N = 2, C = 3, D = 4, 8 × 7 pixels, 3 × 2 kernels."""
    return pixels(draw, 2, 3, 8, 7), draw.integers(-3, 4, 4, 3, 3, 2).double(), draw.normal(4)


def set_weights(draw, model):
    """Give every parameter drawn values, in the order of `parameters()`, and compute in float64 from now on."""
    model.double()
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(draw.normal(*p.shape) / max(1, p[0].numel()) ** 0.5)
    return model


@check("conv1d_valid", points=2)
def slides_over_every_place(impl, draw):
    """Nine numbers and a kernel of three give seven dot products, with the kernel read from left to right."""
    return {"y": impl.conv1d_valid(draw.normal(9), draw.normal(3))}


@check("circular_conv", points=2)
def convolution_wraps_around_and_commutes(impl, draw):
    """On a circle of seven places x * y is Σ_j x_j y_(i−j), and y * x is the same."""
    x, y = draw.normal(7), draw.normal(7)
    return {"x * y": impl.circular_conv(x, y), "y * x": impl.circular_conv(y, x)}


@check("circular_xcorr", points=2)
def correlation_reads_forwards(impl, draw):
    """On a circle of seven places the result is Σ_j x_j y_(i+j)."""
    return {"z": impl.circular_xcorr(draw.normal(7), draw.normal(7))}


@check("conv_out_size")
def counts_places_and_rounds_down(impl, draw):
    """For twelve drawn axes the number of places is exact, whether or not the stride divides."""
    seen = {}
    for k in range(12):
        W, K, P, S = (draw.choice(options) for options in (range(9, 40), range(1, 8), range(4), range(1, 5)))
        seen[f"{k}: W = {W}, K = {K}, P = {P}, S = {S}"] = impl.conv_out_size(W, K, P, S)
    return seen


@check("same_padding")
def padding_keeps_odd_kernels_at_home(impl, draw):
    """An odd kernel has its (K − 1) / 2 as an int, an even one raises a ValueError."""
    odd, even = 2 * draw.choice(range(8)) + 1, 2 * draw.choice(range(1, 8))
    P = impl.same_padding(odd)
    return {
        f"K = {odd}": P,
        "its type": type(P).__name__,
        "K = 1": impl.same_padding(1),
        f"K = {even}": error_of(impl.same_padding, even),
    }


@check("receptive_field", points=2)
def strides_below_multiply_kernels_above(impl, draw):
    """Every kernel adds K − 1 steps, and a step is as wide as the product of the strides before it."""
    layers = [(draw.choice((2, 3, 5)), draw.choice((1, 2, 3))) for _ in range(4)]
    return {
        "kernel 3, stride 2, then kernel 3": impl.receptive_field([(3, 2), (3, 1)]),
        f"{layers}": impl.receptive_field(layers),
        "five 3 × 3 layers": impl.receptive_field([(3, 1)] * 5),
    }


@check("conv2d_loops", points=3)
def loops_visit_every_place(impl, draw):
    """8 × 7 pixels, a 3 × 2 kernel, stride (2, 1), padding (1, 0): every number of the output is right."""
    x, w, b = layer(draw)
    return {"y": impl.conv2d_loops(x, w, b, (2, 1), (1, 0))}


@check("conv2d_loops")
def loops_give_the_sizes_of_the_slide(impl, draw):
    """A batch of 10 × 3 images with 4 channels and five 2 × 3 kernels, no bias: 9 × 1 places, 5 channels."""
    return {"y": impl.conv2d_loops(draw.normal(3, 4, 10, 3), draw.normal(5, 4, 2, 3))}


@check("im2col", points=2)
def columns_hold_what_the_kernel_sees(impl, draw):
    """8 × 7 pixels, a 3 × 2 kernel, stride (2, 1), padding (1, 0): a column per place, in the order promised."""
    return {"columns": impl.im2col(pixels(draw, 2, 3, 8, 7), (3, 2), (2, 1), (1, 0))}


@check("col2im", points=2)
def overlapping_columns_add_up(impl, draw):
    """Every pixel is the sum of the entries that were read from it, and what lay in the padding is dropped."""
    return {"x": impl.col2im(draw.normal(2, 18, 24), (2, 3, 8, 7), (3, 2), (2, 1), (1, 0))}


@check("conv2d_im2col", points=2)
def one_product_computes_all_places(impl, draw):
    """8 × 7 pixels, a 3 × 2 kernel, stride (2, 1), padding (1, 0), with a bias and without."""
    x, w, b = layer(draw)
    return {
        "with bias": impl.conv2d_im2col(x, w, b, (2, 1), (1, 0)),
        "plain": impl.conv2d_im2col(x, w),
    }


@check("conv2d_im2col", vectorised=True)
def large_images_need_no_more_operations(impl, draw):
    """Six images of 12 × 11 need no more tensor operations than two of 5 × 4."""
    x, w = draw.normal(6, 2, 12, 11), draw.normal(3, 2, 2, 2)
    return {
        "small": impl.conv2d_im2col(x[:2, :, :5, :4].clone(), w),
        "large": impl.conv2d_im2col(x, w),
    }


@check("conv2d_backward", points=3)
def all_three_gradients_are_right(impl, draw):
    """The gradients of input, kernels and biases, for overlapping windows, stride (2, 1), padding (1, 0)."""
    x, w, _ = layer(draw)
    dx, dw, db = impl.conv2d_backward(draw.normal(2, 4, 4, 6), x, w, (2, 1), (1, 0))
    return {"dx": dx, "dw": dw, "db": db}


@check("conv2d_backward")
def gradients_need_no_padding(impl, draw):
    """Without padding and with stride 1 the gradient of the input is as large as the input."""
    x, w, _ = layer(draw)
    dx, dw, db = impl.conv2d_backward(draw.normal(2, 4, 6, 6), x, w)
    return {"dx": dx, "dw": dw, "db": db}


@check("max_pool2d", points=2)
def every_window_names_its_winner(impl, draw):
    """Windows of 1 × 2 side by side, the odd column left over: the maxima and their places, the first of equals."""
    y, idx = impl.max_pool2d(draw.integers(0, 3, 2, 3, 2, 7).double(), (1, 2))
    return {"y": y, "idx": idx}


@check("max_pool2d", points=2)
def padding_never_wins(impl, draw):
    """Negative pixels, overlapping 3 × 3 windows, stride 2, padding 1: no zero and no place outside appears."""
    y, idx = impl.max_pool2d(pixels(draw, 2, 3, 8, 7), 3, 2, 1)
    return {"y": y, "idx": idx}


@check("max_pool2d_backward", points=2)
def winners_collect_from_all_their_windows(impl, draw):
    """The places are drawn: one that stands there several times receives the sum, in its own channel and image."""
    return {
        "dx": impl.max_pool2d_backward(
            draw.normal(2, 3, 4, 3), draw.integers(0, 12, 2, 3, 4, 3), (2, 3, 5, 4)
        )
    }


@check("avg_pool2d", points=2)
def every_window_is_averaged(impl, draw):
    """Windows side by side with a row and a column left over, and overlapping ones with a padding that counts."""
    x = pixels(draw, 2, 3, 8, 7)
    return {"3 × 2": impl.avg_pool2d(x, (3, 2)), "3 × 3, stride 2, padding 1": impl.avg_pool2d(x, 3, 2, 1)}


@check("avg_pool2d_backward", points=2)
def shares_of_overlapping_windows_add_up(impl, draw):
    """Overlapping 3 × 3 windows, stride 2, padding 1: every pixel gets a ninth from each window that saw it."""
    return {"dx": impl.avg_pool2d_backward(draw.normal(2, 3, 4, 4), (2, 3, 8, 7), 3, 2, 1)}


@check("kernel_table", points=2)
def eight_kernels_have_their_numbers(impl, draw):
    """All eight kernels, number by number, and what their transposes do to a drawn vector."""
    table = impl.kernel_table()
    probe = draw.normal(3)
    return {"kernels": table, "applied to a vector": {name: probe @ kernel for name, kernel in table.items()}}


@check("filter2d", points=2)
def filters_in_both_modes(impl, draw):
    """On a drawn 6 × 5 image: kernels as they stand, and turned by 180 degrees; x and y are not exchanged."""
    img = draw.normal(6, 5)
    names = ("identity", "prewitt_y", "sobel_x", "sobel_y", "gaussian")
    return {f"{name}, {mode}": impl.filter2d(img, name, mode) for name in names for mode in ("xcorr", "conv")}


@check("filter2d", vectorised=True)
def filters_all_places_at_once(impl, draw):
    """An image of 30 × 20 needs no more tensor operations than one of 5 × 4."""
    img = draw.normal(30, 20)
    return {"small": impl.filter2d(img[:5, :4].clone(), "sobel_y"), "large": impl.filter2d(img, "sobel_y")}


@check("conv_params")
def a_bias_per_output_channel(impl, draw):
    """The numbers in a layer of square kernels, with biases and without."""
    C, D, K = draw.choice(range(1, 9)), draw.choice(range(10, 20)), draw.choice((2, 3, 5, 7))
    n = impl.conv_params(C, D, K)
    return {
        f"{C} → {D}, {K} × {K}": n,
        "its type": type(n).__name__,
        "without biases": impl.conv_params(C, D, K, bias=False),
    }


@check("linear_params")
def a_bias_per_output(impl, draw):
    """The numbers in a linear layer, with biases and without."""
    i, o = draw.choice(range(2, 50)), draw.choice(range(60, 99))
    n = impl.linear_params(i, o)
    return {
        f"{i} → {o}": n,
        "its type": type(n).__name__,
        "without biases": impl.linear_params(i, o, bias=False),
    }


@check("vgg16_params")
def vgg_has_138_million(impl, draw):
    """Thirteen convolutions and three linear layers, biases included."""
    return {"numbers": impl.vgg16_params()}


@check("lenet5_params")
def lenet_has_sixty_thousand(impl, draw):
    """Two convolutions and three linear layers, biases included."""
    return {"numbers": impl.lenet5_params()}


@check("shift")
def first_entries_come_back_at_the_end(impl, draw):
    """A circle of seven places moved by −2, 0, 1 and 3."""
    x = draw.normal(7)
    return {f"u = {u}": impl.shift(x, u) for u in (-2, 0, 1, 3)}


@check("circulant", points=2)
def rows_move_to_the_right(impl, draw):
    """Row 0 is m, and every row is the one above it, moved one place to the right."""
    return {"M": impl.circulant(draw.normal(5))}


def position_dependent(draw, N):
    """A linear black box that weighs every place differently."""
    scale = draw.uniform(0.5, 2, N)
    return lambda x: scale * x


def correlation(draw, N):
    """A linear black box that does the same everywhere, and its kernel."""
    m = draw.normal(N)
    return (lambda x: torch.stack([x.roll(-i) @ m for i in range(N)])), m


@check("is_equivariant", points=2)
def tells_boxes_apart(impl, draw):
    """A correlation on a circle commutes with shifts, a box that weighs every place differently does not."""
    box, _ = correlation(draw, 6)
    return {
        "correlation": impl.is_equivariant(box, 6),
        "weights by place": impl.is_equivariant(position_dependent(draw, 6), 6),
        "reversal": impl.is_equivariant(lambda x: x.flip(0), 6),
    }


@check("kernel_of", points=2)
def finds_the_kernel_in_the_box(impl, draw):
    """The kernel of a correlation on a circle; boxes that weigh every place differently, or square, have none."""
    box, _ = correlation(draw, 6)
    return {
        "m": impl.kernel_of(box, 6),
        "weights by place": error_of(impl.kernel_of, position_dependent(draw, 6), 6),
        "squares": error_of(impl.kernel_of, lambda x: x**2, 6),
    }


@check("compose_kernels", points=2)
def two_kernels_become_one(impl, draw):
    """Kernels of three and four numbers make one of six, their full true convolution."""
    return {"v": impl.compose_kernels(draw.normal(3), draw.normal(4))}


@check("linear_as_conv")
def rows_become_kernels(impl, draw):
    """Five rows of 24 weights become five kernels for images with 2 channels and 3 × 4 pixels."""
    return {"kernels": impl.linear_as_conv(draw.normal(5, 24), 2, 3, 4)}


@check("Conv2d", points=2)
def layer_owns_its_parameters(impl, draw):
    """Names, shapes and dtype of the parameters, with a bias and without, for a kernel of 3 × 2."""
    made = impl.Conv2d(3, 4, (3, 2)), impl.Conv2d(2, 5, 3, bias=False)
    return {
        name: {key: (tuple(value.shape), str(value.dtype), value.requires_grad) for key, value in pairs}
        for name, pairs in zip(
            ("with bias", "without"), (list(m.named_parameters()) for m in made), strict=True
        )
    }


@check("Conv2d", points=2)
def layer_convolves_with_its_weights(impl, draw):
    """With drawn weights, stride (2, 1) and padding (1, 0): the output, and the gradients that autograd finds."""
    x, w, b = layer(draw)
    module = impl.Conv2d(3, 4, (3, 2), stride=(2, 1), padding=(1, 0)).double()
    module.load_state_dict({"weight": w, "bias": b})
    y = module(x)
    (y * draw.normal(*y.shape)).sum().backward()
    return {"y": y} | {f"gradient of {name}": p.grad for name, p in module.named_parameters()}


@check("MaxPool2d")
def layer_pools(impl, draw):
    """Windows of 2 side by side, and overlapping ones with padding on negative pixels; a tensor comes back."""
    x = pixels(draw, 2, 3, 8, 7)
    return {"2": impl.MaxPool2d(2)(x), "3, stride 2, padding 1": impl.MaxPool2d(3, 2, 1)(x)}


def assembled(impl, name):
    """A network made of PyTorch's layers, so that only the way they are put together is judged."""
    return getattr(impl, name)(conv=torch.nn.Conv2d, pool=torch.nn.MaxPool2d)


def stages(model, draw):
    """Shapes of all stages, sums over the pixels of the pooled and dense ones, and the scores."""
    x = draw.normal(2, 1, 28, 28)
    features = model.forward_features(x)
    return {
        "shapes of the stages": [tuple(stage.shape) for stage in features],
        "after the first pooling, summed over pixels": features[1].flatten(2).sum(2),
        "after the second pooling, summed over pixels": features[3].flatten(2).sum(2),
        "dense stages": list(features[4:]),
        "scores": model(x),
    }


def has_the_parameters(impl, name):
    """Shapes of the parameters in order, and how many numbers there are."""
    shapes = [tuple(p.shape) for p in assembled(impl, name).parameters()]
    return {
        "shapes of the parameters, in order": shapes,
        "numbers": sum(p.numel() for p in assembled(impl, name).parameters()),
    }


@check("LeNet5", points=2)
def lenet_is_made_of_five_layers(impl, draw):
    """The parameters have the right shapes, in the right order: 61 706 numbers."""
    return has_the_parameters(impl, "LeNet5")


@check("LeNet5", points=3, after=lenet_is_made_of_five_layers)
def lenet_computes_the_same_scores(impl, draw):
    """With drawn weights every stage has its shape, and stages and scores have their values."""
    return stages(set_weights(draw, assembled(impl, "LeNet5")), draw)


@check("FleuretNet", points=2)
def fleurets_net_is_made_of_four_layers(impl, draw):
    """The parameters have the right shapes, in the right order: 105 506 numbers."""
    return has_the_parameters(impl, "FleuretNet")


@check("FleuretNet", points=3, after=fleurets_net_is_made_of_four_layers)
def fleurets_net_computes_the_same_scores(impl, draw):
    """With drawn weights every stage has its shape, and stages and scores have their values."""
    return stages(set_weights(draw, assembled(impl, "FleuretNet")), draw)


def lesson(draw):
    """600 digits to learn from and 600 to be asked about, with class names that are drawn."""
    images, labels = digits()
    order, names = draw.permutation(len(images)), draw.permutation(10)
    labels = names[labels]
    known, asked = order[:600], order[600:1200]
    return images[known], labels[known], images[asked], labels[asked]


def marks(values, draw):
    """The part of the digits that were named rightly."""
    *_, answers = lesson(draw)
    return {"accuracy": float((values["predictions"] == answers).double().mean())}


LINE = Bound(low=0.87, reason="16 seeds gave 0.942 ± 0.015: more than four deviations")


@check(
    "LeNet5",
    points=2,
    after=lenet_computes_the_same_scores,
    bounds={"accuracy": LINE},
    measure=marks,
    seeds=1,
    seconds=60,
)
def lenet_learns_digits(impl, draw):
    """Built of your own layers and trained on 600 small digits for three epochs, it names 87 % of others."""
    images, labels, asked, _ = lesson(draw)
    torch.manual_seed(draw.seed())
    model = impl.LeNet5()
    train(model, images, labels, epochs=3, batch_size=20)
    with torch.no_grad():
        return {"predictions": model(asked).argmax(1)}
