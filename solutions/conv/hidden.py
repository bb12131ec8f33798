"""What only the judge asks of `conv`: coincidences of sizes, edges, other dtypes, and the second network."""

import torch

from autograder import Bound, check
from shared.digits import digits, train


def error_of(function, *args):
    """The exception that a call raises, or else what came back, by type; an unwritten stub stays unwritten."""
    try:
        result = function(*args)
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error).__name__
    return f"no error: {type(result).__name__} came back"


@check("conv1d_valid", points=2)
def kernel_fits_from_one_to_all(impl, draw):
    """A kernel of one number, one as long as the signal, and float32."""
    x = draw.normal(6)
    return {
        "one number": impl.conv1d_valid(x, draw.normal(1)),
        "as long as the signal": impl.conv1d_valid(x, draw.normal(6)),
        "float32": impl.conv1d_valid(x.round().float(), draw.normal(2).float()),
    }


@check("circular_conv", points=2)
def convolution_on_small_circles(impl, draw):
    """Circles of one, two and eight places, and float32."""
    seen = {f"n = {n}": impl.circular_conv(draw.normal(n), draw.normal(n)) for n in (1, 2, 8)}
    return seen | {"float32": impl.circular_conv(draw.permutation(5).float(), draw.normal(5).round().float())}


@check("circular_xcorr", points=2)
def order_of_a_correlation_matters(impl, draw):
    """Both orders on a circle of six places, circles of one and two, and float32."""
    x, y = draw.normal(6), draw.normal(6)
    seen = {f"n = {n}": impl.circular_xcorr(draw.normal(n), draw.normal(n)) for n in (1, 2)}
    return seen | {
        "x, y": impl.circular_xcorr(x, y),
        "y, x": impl.circular_xcorr(y, x),
        "float32": impl.circular_xcorr(x.round().float(), y.round().float()),
    }


@check("conv_out_size")
def sizes_are_exact_integers(impl, draw):
    """Defaults, a kernel that just fits, and numbers where floating point would round."""
    W, K = draw.choice(range(20, 60)), draw.choice(range(2, 9))
    large = 2**60 + 2 * draw.choice(range(50)) + 1
    return {
        "stride and padding left out": impl.conv_out_size(W, K),
        "the kernel just fits": impl.conv_out_size(K, K, 0, 3),
        "only with padding": impl.conv_out_size(K - 2, K, 1, 2),
        "large": impl.conv_out_size(large, 2, 0, 3),
        "type": type(impl.conv_out_size(W, K, 1, 2)).__name__,
    }


@check("same_padding")
def every_even_kernel_is_refused(impl, draw):
    """Kernels from 1 to 12, in drawn order."""
    seen = {}
    for K in draw.shuffled(range(1, 13)):
        seen[f"K = {K}"] = impl.same_padding(K) if K % 2 else error_of(impl.same_padding, K)
    return seen


VGG_16 = [*[(3, 1), (3, 1), (2, 2)] * 2, *[(3, 1), (3, 1), (3, 1), (2, 2)] * 3]


@check("receptive_field", points=2)
def field_of_a_whole_network(impl, draw):
    """VGG-16 as far as its linear layers, a network without layers, and one whose last stride changes nothing."""
    K, S = draw.choice((3, 5, 7)), draw.choice((2, 3, 4))
    field = impl.receptive_field(VGG_16)
    return {
        "VGG-16": field,
        "type": type(field).__name__,
        "no layer": impl.receptive_field([]),
        "one layer": impl.receptive_field([(K, S)]),
        "kernels of one with strides": impl.receptive_field([(1, S), (1, 2), (K, 1)]),
    }


def coincidences(draw, layer):
    """A convolution where N = C = D and H = W, and others with strides and paddings that differ by axis."""
    x, w, b = draw.normal(3, 3, 6, 6), draw.normal(3, 3, 3, 3), draw.normal(3)
    return {
        "square, stride 2, padding 1": layer(x, w, b, 2, 1),
        "stride (1, 3), padding (0, 2)": layer(x, w, b, (1, 3), (0, 2)),
        "no bias": layer(x, w, None, 1, (2, 0)),
        "stride wider than the kernel": layer(x, w[:, :, :2, :1].clone(), b, (3, 2)),
        "float32": layer(x.round().float(), w.round().float(), b.round().float()),
    }


@check("conv2d_loops", points=2)
def loops_survive_coincidences(impl, draw):
    """N = C = D and H = W, strides and paddings that differ by axis, windows that leave gaps, float32."""
    return coincidences(draw, impl.conv2d_loops)


@check("conv2d_im2col", points=2)
def products_survive_coincidences(impl, draw):
    """N = C = D and H = W, strides and paddings that differ by axis, windows that leave gaps, float32."""
    return coincidences(draw, impl.conv2d_im2col)


@check("conv2d_im2col")
def autograd_goes_through_the_product(impl, draw):
    """The gradients that autograd finds for input, kernels and biases."""
    x, w, b = (draw.normal(*shape).requires_grad_() for shape in ((2, 2, 5, 4), (3, 2, 2, 3), (3,)))
    y = impl.conv2d_im2col(x, w, b, 1, 1)
    return dict(zip("xwb", torch.autograd.grad((y * draw.normal(*y.shape)).sum(), (x, w, b)), strict=True))


@check("im2col", points=2)
def columns_of_square_images(impl, draw):
    """C = h = w and H = W, so that only the numbers tell the order; strides that leave gaps; float32."""
    x = draw.normal(2, 3, 6, 6)
    return {
        "C = h = w": impl.im2col(x, 3, 1, 1),
        "gaps": impl.im2col(x, (1, 2), (3, 4)),
        "padding by axis": impl.im2col(x, 2, 2, (0, 1)),
        "float32": impl.im2col(x.float(), 2),
    }


@check("col2im", points=2)
def pixels_that_nobody_saw_stay_zero(impl, draw):
    """Strides that leave gaps or a last column unseen, no padding, C = h = w, float32."""
    return {
        "gaps": impl.col2im(draw.normal(2, 6, 6), (2, 3, 6, 7), (1, 2), (3, 2), 0),
        "a row left over": impl.col2im(draw.normal(1, 8, 6), (1, 2, 5, 6), 2, 2),
        "C = h = w": impl.col2im(draw.normal(2, 27, 16), (2, 3, 6, 6), 3),
        "padding by axis": impl.col2im(draw.normal(1, 12, 25), (1, 3, 6, 4), 2, 1, (0, 1)),
        "float32": impl.col2im(draw.permutation(36).float().view(1, 4, 9), (1, 1, 4, 4), 2),
    }


@check("conv2d_backward", points=3)
def gradients_survive_coincidences(impl, draw):
    """N = C = D, windows that leave gaps and a column unseen, padding that differs by axis, float32."""
    x, w = draw.normal(3, 3, 6, 6), draw.normal(3, 3, 2, 2)
    return {
        "gaps": impl.conv2d_backward(draw.normal(3, 3, 2, 2), x, w, 3),
        "a column unseen": impl.conv2d_backward(draw.normal(3, 3, 2, 3), x, w, (3, 2), (0, 0)),
        "padding by axis": impl.conv2d_backward(draw.normal(3, 3, 5, 9), x, w, 1, (0, 2)),
        "float32": impl.conv2d_backward(
            draw.integers(-4, 5, 3, 3, 5, 5).float(), x.round().float(), w.round().float()
        ),
    }


@check("max_pool2d", points=3)
def winners_survive_ties_and_edges(impl, draw):
    """Many ties, a window, stride and padding that differ by axis, float32; padding beyond half the window raises."""
    x = draw.integers(-2, 0, 2, 2, 7, 8).double()
    return {
        "(3, 2), stride (2, 1), padding (1, 1)": impl.max_pool2d(x, (3, 2), (2, 1), (1, 1)),
        "2, stride 1": impl.max_pool2d(x, 2, 1),
        "(2, 4), padding (0, 2)": impl.max_pool2d(draw.normal(1, 2, 7, 8), (2, 4), None, (0, 2)),
        "float32": impl.max_pool2d(draw.normal(1, 1, 4, 4).float(), 2),
        "padding 2 of window 3": error_of(impl.max_pool2d, x, 3, 1, 2),
        "padding (1, 0) of window (1, 3)": error_of(impl.max_pool2d, x, (1, 3), 1, (1, 0)),
    }


@check("max_pool2d_backward", points=2)
def every_plane_has_its_own_winners(impl, draw):
    """N = C, few pixels that win many windows, and float32."""
    return {
        "N = C": impl.max_pool2d_backward(
            draw.normal(3, 3, 3, 3), draw.integers(0, 4, 3, 3, 3, 3), (3, 3, 4, 4)
        ),
        "float32": impl.max_pool2d_backward(
            draw.permutation(8).float().view(1, 2, 2, 2), draw.integers(0, 15, 1, 2, 2, 2), (1, 2, 3, 5)
        ),
    }


@check("avg_pool2d", points=2)
def means_survive_edges(impl, draw):
    """Window, stride and padding that differ by axis, float32; padding beyond half the window raises."""
    x = draw.normal(2, 2, 7, 8)
    return {
        "(3, 2), stride (2, 1), padding (1, 1)": impl.avg_pool2d(x, (3, 2), (2, 1), (1, 1)),
        "(2, 4), padding (0, 2)": impl.avg_pool2d(x, (2, 4), None, (0, 2)),
        "float32": impl.avg_pool2d(x.round().float(), 2),
        "padding 2 of window 3": error_of(impl.avg_pool2d, x, 3, 1, 2),
        "padding (1, 0) of window (1, 3)": error_of(impl.avg_pool2d, x, (1, 3), 1, (1, 0)),
    }


@check("avg_pool2d_backward", points=2)
def shares_survive_edges(impl, draw):
    """The default stride with a row and a column left over, windows that differ by axis, gaps, float32."""
    return {
        "3, default stride": impl.avg_pool2d_backward(draw.normal(2, 2, 2, 2), (2, 2, 7, 8), 3),
        "(3, 2), stride (2, 1), padding (1, 1)": impl.avg_pool2d_backward(
            draw.normal(1, 2, 4, 9), (1, 2, 7, 8), (3, 2), (2, 1), (1, 1)
        ),
        "gaps": impl.avg_pool2d_backward(draw.normal(1, 1, 2, 3), (1, 1, 5, 8), 2, 3),
        "float32": impl.avg_pool2d_backward(draw.normal(1, 1, 2, 2).float(), (1, 1, 4, 4), 2),
    }


@check("kernel_table")
def tables_are_independent(impl, draw):
    """Changing what one call returned does not change what the next returns."""
    kernel = impl.kernel_table()[draw.choice(("sobel_x", "gaussian", "laplacian"))]
    kept = kernel.clone()
    kernel.zero_()
    later = {name: value.clone() for name, value in impl.kernel_table().items()}
    kernel.copy_(kept)  # so that the next seed finds what this one found
    return {"after the change": later}


@check("filter2d", points=2)
def ramps_show_the_signs(impl, draw):
    """On ramps in x and y derivatives are constant and the Laplacian is 0; another mode raises; float32."""
    x_ramp = (draw.uniform(0.5, 2) * torch.arange(6, dtype=torch.float64)).expand(5, 6).clone()
    names = ("sum3", "prewitt_x", "prewitt_y", "laplacian", "gaussian", "sobel_x", "sobel_y")
    seen = {f"{name}, x ramp": impl.filter2d(x_ramp, name) for name in names}
    seen |= {f"{name}, y ramp, conv": impl.filter2d(x_ramp.t().clone(), name, "conv") for name in names}
    return seen | {
        "float32": impl.filter2d(draw.permutation(20).float().view(4, 5), "gaussian"),
        "another mode": error_of(impl.filter2d, x_ramp, "sobel_x", "same"),
    }


@check("conv_params")
def counts_of_large_layers_are_exact(impl, draw):
    """Layers too large for floating point, and single channels."""
    C, D = 2**28 + draw.choice(range(99)), 2**27 + 2 * draw.choice(range(99)) + 1
    return {"large": impl.conv_params(C, D, 3), "1 → 1": impl.conv_params(1, 1, draw.choice((3, 5, 7)))}


@check("linear_params")
def counts_of_whole_networks_are_exact(impl, draw):
    """784–300–10 has 238 510 numbers; layers too large for floating point."""
    i, o = 2**29 + draw.choice(range(99)), 2**28 + 2 * draw.choice(range(99)) + 1
    return {
        "784–300–10": impl.linear_params(784, 300) + impl.linear_params(300, 10),
        "large": impl.linear_params(i, o),
    }


@check("vgg16_params")
def vgg_is_counted_by_an_integer(impl, draw):
    """The count is an int."""
    n = impl.vgg16_params()
    return {"numbers": n, "type": type(n).__name__}


@check("lenet5_params")
def lenet_is_counted_by_an_integer(impl, draw):
    """The count is an int."""
    n = impl.lenet5_params()
    return {"numbers": n, "type": type(n).__name__}


@check("shift", points=2)
def pooling_halves_a_shift(impl, draw):
    """Shifts beyond the circle, integers, and max-pooling by 2 before and after: an even shift is halved."""
    x = draw.normal(8)
    u = draw.choice((2, 4, 6))
    return {
        f"u = {u}, pooled first": impl.shift(x.view(4, 2).amax(1), u // 2),
        f"u = {u}, shifted first": impl.shift(x, u).view(4, 2).amax(1),
        **{f"u = {u}": impl.shift(draw.permutation(5), u) for u in (-13, -5, 5, 12)},
        "one place": impl.shift(draw.normal(1), 3),
    }


@check("circulant", points=2)
def matrix_correlates_on_a_circle(impl, draw):
    """Integers stay integers; times a vector; circles of one and two places."""
    M = impl.circulant(draw.normal(6))
    return {
        "M x": M @ draw.normal(6),
        "integers": impl.circulant(draw.permutation(4)),
        "one place": impl.circulant(draw.normal(1)),
        "two places": impl.circulant(draw.normal(2)),
    }


@check("is_equivariant", points=3)
def boxes_are_asked_about_every_shift(impl, draw):
    """Boxes that are not linear, boxes that commute with even shifts only, and one that is off by a millionth."""
    m, place = draw.normal(6), draw.choice(range(6))
    stripes = torch.tensor([1.0, 3.0] * 3, dtype=torch.float64)

    def leaning(x):
        y = x.roll(1) + x
        y[place] = y[place] * (1 + 1e-6)
        return y

    return {
        "squares": impl.is_equivariant(lambda x: x**2, 6),
        "sorts": impl.is_equivariant(lambda x: x.sort().values, 6),
        "forgets": impl.is_equivariant(lambda x: m, 6),
        "averages": impl.is_equivariant(lambda x: x.mean().expand(6), 6),
        "multiplies frequencies": impl.is_equivariant(
            lambda x: torch.fft.irfft(torch.fft.rfft(x) * m[:4]), 6
        ),
        "commutes with even shifts": impl.is_equivariant(lambda x: stripes * x, 6),
        "commutes with shifts by three": impl.is_equivariant(lambda x: m[:3].repeat(2) * x, 6),
        "off by a millionth": impl.is_equivariant(leaning, 6),
        "type": type(impl.is_equivariant(lambda x: x + 1, 5)).__name__,
    }


@check("kernel_of", points=3)
def boxes_without_a_kernel_are_refused(impl, draw):
    """Boxes that are equivariant and not linear raise a ValueError, and so does one that is off in a single place."""
    m, place = draw.normal(5), draw.choice(range(1, 5))
    M = torch.stack([m.roll(i) for i in range(5)])
    leaning = M.clone()
    leaning[place, (place + 2) % 5] += 0.5
    return {
        "correlation": impl.kernel_of(lambda x: M @ x, 5),
        "shift": impl.kernel_of(lambda x: x.roll(-2), 5),
        "squares": error_of(impl.kernel_of, lambda x: x**2, 5),
        "absolute values": error_of(impl.kernel_of, torch.abs, 5),
        "adds one": error_of(impl.kernel_of, lambda x: M @ x + 1, 5),
        "one entry off": error_of(impl.kernel_of, lambda x: leaning @ x, 5),
        "reversal": error_of(impl.kernel_of, lambda x: x.flip(0), 5),
    }


@check("compose_kernels", points=2)
def kernels_of_one_length_compose(impl, draw):
    """Two kernels of one length, kernels of a single number, float32, and what they do to a signal."""
    u, w, x = draw.normal(3), draw.normal(3), draw.normal(9)
    v = impl.compose_kernels(u, w)
    return {
        "three and three": v,
        "on a signal": x.unfold(0, 5, 1) @ v[:5],
        "one and three": impl.compose_kernels(draw.normal(1), w),
        "three and one": impl.compose_kernels(u, draw.normal(1)),
        "float32": impl.compose_kernels(u.round().float(), draw.permutation(2).float()),
    }


@check("linear_as_conv")
def kernels_of_small_cubes(impl, draw):
    """With o = C = H = W only the numbers tell the axes apart; images of one row; float32."""
    return {
        "cube": impl.linear_as_conv(draw.normal(3, 27), 3, 3, 3),
        "one row": impl.linear_as_conv(draw.normal(4, 10).float(), 2, 1, 5),
    }


UNIFORM = Bound(low=0.565, high=0.59, reason="1/√3 = 0.577; 20 000 biases leave a standard error of 0.0018")
INSIDE = Bound(low=0.99, high=1.0001, reason="20 000 uniform numbers come closer than 1 % to the bound")


@check(
    "Conv2d",
    points=2,
    bounds={
        "spread of the weights": UNIFORM,
        "largest weight": INSIDE,
        "spread of the biases": UNIFORM,
        "largest bias": INSIDE,
        "mean weight": Bound(low=-0.02, high=0.02, reason="600 000 weights leave a standard error of 0.0008"),
        "largest difference of two layers": Bound(low=1e-3, reason="24 weights cannot all agree by chance"),
    },
)
def weights_start_uniform_by_fan_in(impl, draw):
    """Weights and biases fill ±1/√(C·h·w) evenly; two layers start differently, and take what PyTorch's saved."""
    module = impl.Conv2d(3, 20000, (2, 5))
    bound = 30**-0.5
    weight, bias = module.weight.detach() / bound, module.bias.detach() / bound
    torch.manual_seed(draw.seed())
    one, other = impl.Conv2d(2, 3, 2), impl.Conv2d(2, 3, 2)
    saved = torch.nn.Conv2d(2, 3, 2).state_dict()
    apart = float((one.weight - other.weight).abs().max())
    one.load_state_dict(saved)
    return {
        "spread of the weights": float(weight.std()),
        "largest weight": float(weight.abs().max()),
        "mean weight": float(weight.mean()),
        "spread of the biases": float(bias.std()),
        "largest bias": float(bias.abs().max()),
        "largest difference of two layers": apart,
        "difference from what was loaded": one.weight - saved["weight"],
        "state": {key: tuple(value.shape) for key, value in other.state_dict().items()},
    }


@check("Conv2d", points=2)
def layer_without_bias_is_linear(impl, draw):
    """Without a bias: the output of a drawn weight, the saved state, and stride and padding as plain numbers."""
    module = impl.Conv2d(2, 3, 3, 2, 1, bias=False).double()
    module.load_state_dict({"weight": draw.normal(3, 2, 3, 3)})
    x = draw.normal(2, 2, 6, 6)
    return {
        "y": module(x),
        "doubled": module(2 * x),
        "state": sorted(module.state_dict()),
        "bias": module.bias,
    }


@check("MaxPool2d", points=2)
def gradients_flow_to_the_winners(impl, draw):
    """Autograd gives everything to the largest of each window, and to the first of equals; no parameters."""
    seen = {"parameters": len(list(impl.MaxPool2d(2).parameters()))}
    distinct, tied = draw.permutation(84).double(), draw.integers(-2, 0, 84).double()
    for name, numbers in (("without ties", distinct), ("with ties", tied)):
        x = numbers.view(1, 2, 6, 7).requires_grad_()
        y = impl.MaxPool2d((3, 2), (2, 1), (1, 1))(x)
        (gradient,) = torch.autograd.grad((y * draw.normal(*y.shape)).sum(), x)
        seen |= {f"y, {name}": y, f"gradient, {name}": gradient}
    return seen


def gradients(impl, draw, name):
    """How long the gradient of every parameter is, and where it comes from, for drawn weights and images."""
    model = getattr(impl, name)(conv=torch.nn.Conv2d, pool=torch.nn.MaxPool2d).double()
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(draw.normal(*p.shape) / max(1, p[0].numel()) ** 0.5)
    scores = model(draw.normal(3, 1, 28, 28))
    torch.nn.functional.cross_entropy(scores, draw.integers(0, 10, 3)).backward()
    grads = [p.grad for p in model.parameters()]
    lengths = [None if g is None else float(g.norm()) for g in grads]
    return {"length of the gradient of each parameter, in order": lengths, "scores": scores}


@check("LeNet5", points=2)
def every_weight_of_lenet_is_trained(impl, draw):
    """One backward pass gives every parameter its gradient."""
    return gradients(impl, draw, "LeNet5")


@check("FleuretNet", points=2)
def every_weight_of_fleurets_net_is_trained(impl, draw):
    """One backward pass gives every parameter its gradient."""
    return gradients(impl, draw, "FleuretNet")


def lesson(draw):
    """300 digits to learn from and 600 to be asked about, with class names that are drawn."""
    images, labels = digits()
    order, names = draw.permutation(len(images)), draw.permutation(10)
    labels = names[labels]
    known, asked = order[:300], order[300:900]
    return images[known], labels[known], images[asked], labels[asked]


def marks(values, draw):
    """The part of the digits that were named rightly."""
    *_, answers = lesson(draw)
    return {"accuracy": float((values["predictions"] == answers).double().mean())}


@check(
    "FleuretNet",
    points=2,
    after=every_weight_of_fleurets_net_is_trained,
    bounds={"accuracy": Bound(low=0.83, reason="16 seeds gave 0.903 ± 0.015: more than four deviations")},
    measure=marks,
    seeds=1,
    seconds=60,
)
def fleurets_net_learns_digits(impl, draw):
    """Built of your own layers and trained on 300 small digits for three epochs, it names 83 % of others."""
    images, labels, asked, _ = lesson(draw)
    torch.manual_seed(draw.seed())
    model = impl.FleuretNet()
    train(model, images, labels, epochs=3, lr=0.005, batch_size=15)
    with torch.no_grad():
        return {"predictions": model(asked).argmax(1)}
