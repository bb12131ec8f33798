"""What only the judge asks: coincidences of sizes, single samples, far offsets, float32, and layers in company.

Results in float32 are shifted by 10, away from 0, where seven digits of a sum are few digits of its value.
"""

import math

import torch
from torch import nn

from autograder import Bound, Tolerance, check
from shared.deep_mlp import deep_mlp, train


def scale_and_shift(draw, size, dtype=torch.float64):
    """A γ of either sign and a β."""
    gamma = draw.uniform(0.3, 0.9, size) * (1 - 2 * draw.integers(0, 2, size))
    return gamma.to(dtype), draw.normal(size).to(dtype)


def spread(draw, *shape, axis=1):
    """Normal numbers whose scale along an axis runs from 1e-3 to 10, each with a mean of its own."""
    size = [1] * len(shape)
    size[axis] = shape[axis]
    scales = torch.logspace(-3, 1, shape[axis], dtype=torch.float64).view(size)
    return (draw.normal(*shape) + draw.normal(*size)) * scales


def cached(impl, draw, x, eps):
    """The cache of a right forward pass, in the dtype of x."""
    var, mean = torch.var_mean(x, dim=0, correction=0)
    return impl.Cache(x - mean, torch.rsqrt(var + eps), scale_and_shift(draw, x.shape[1], x.dtype)[0])


def attempted(attempt):
    """What came back, or the word ValueError."""
    try:
        return attempt()
    except ValueError:
        return "ValueError"


def set_up(draw, layer):
    """A layer in float64 whose γ and β are drawn, if it has them."""
    layer.double()
    if layer.weight is not None:
        with torch.no_grad():
            gamma, beta = scale_and_shift(draw, len(layer.weight))
            layer.weight.copy_(gamma)
            layer.bias.copy_(beta)
    return layer


def settle(draw, bn):
    """A batch norm with drawn statistics and parameters, in float64 and eval mode."""
    bn.double().eval()
    size = len(bn.running_mean)
    bn.running_mean.data, bn.running_var.data = draw.normal(size), draw.uniform(1e-5, 3.0, size)
    if bn.weight is not None:
        bn.weight.data, bn.bias.data = scale_and_shift(draw, size)
    return bn


def settle_all(draw, model):
    """The same for every batch norm of a sequence; weights of other layers are drawn too."""
    model.double().eval()
    for layer in model:
        if "BatchNorm" in type(layer).__name__:
            settle(draw, layer)
        elif isinstance(layer, nn.Linear | nn.Conv2d):
            layer.weight = nn.Parameter(draw.normal(*layer.weight.shape))
            if layer.bias is not None:
                layer.bias = nn.Parameter(draw.normal(*layer.bias.shape))
    return model


def remaining(model):
    """The batch norms in a sequence, by their number of features."""
    return [len(layer.running_mean) for layer in model if "BatchNorm" in type(layer).__name__]


@check("bn_train_forward", points=2)
def constant_features_and_single_samples_give_beta(impl, draw):
    """As many samples as features, one feature constant; one sample, two; and a batch that stays float32."""
    x, (gamma, beta) = spread(draw, 4, 4), scale_and_shift(draw, 4)
    x[:, 2] = float(draw.integers(1, 9))
    single, cache = impl.bn_train_forward(draw.normal(6, 4).float(), gamma.float(), beta.float() + 10)
    return {
        "square batch": impl.bn_train_forward(x, gamma, beta)[0],
        "one sample": impl.bn_train_forward(x[:1], gamma, beta)[0],
        "two samples": impl.bn_train_forward(x[:2], gamma, beta, 1e-3)[0],
        "float32": single,
        "inv_std in float32": cache.inv_std,
    }


FAR = Tolerance(
    1e-9,
    1e-9,
    "x − μ loses five digits at 1e5: right solutions differ by 3e-11, E[x²] − E[x]² by 3e-7 and more",
)


@check("bn_train_forward", points=2, tolerance=FAR)
def features_far_from_zero_stay_accurate(impl, draw):
    """A batch whose means are 1e5 deviations."""
    return {"y": impl.bn_train_forward(1e5 + draw.normal(8, 3), *scale_and_shift(draw, 3))[0]}


@check("bn_backward_steps", points=2)
def steps_hold_for_square_and_small_batches(impl, draw):
    """As many samples as features, two samples, one sample, and float32."""
    seen = {}
    for n, d, eps in ((4, 4, 0.5), (2, 3, 1e-3), (1, 3, 0.1)):
        grads = impl.bn_backward_steps(draw.normal(n, d), cached(impl, draw, spread(draw, n, d), eps))
        seen[f"{n} samples of {d}"] = list(grads)
    single = cached(impl, draw, draw.normal(5, 3).float(), 0.1)
    return seen | {"float32": list(impl.bn_backward_steps(draw.normal(5, 3).float(), single))}


@check("bn_backward", points=2)
def gradient_is_orthogonal_up_to_epsilon(impl, draw):
    """Σ dx is 0, Σ dx x̂ is γ dγ ε / (σ² + ε)^{3/2}; as many samples as features, one sample, and float32."""
    cache = cached(impl, draw, draw.normal(4, 4), 0.5)
    dx, dgamma, dbeta = impl.bn_backward(draw.normal(4, 4), cache)
    single = cached(impl, draw, draw.normal(5, 3).float(), 0.1)
    lonely = cached(impl, draw, draw.normal(1, 3), 0.1)
    return {
        "dx": dx,
        "dgamma": dgamma,
        "dbeta": dbeta,
        "sum of dx": dx.sum(0),
        "sum of dx times normalised x": (dx * cache.inv_std * cache.centred).sum(0),
        "one sample": list(impl.bn_backward(draw.normal(1, 3), lonely)),
        "float32": list(impl.bn_backward(draw.normal(5, 3).float(), single)),
    }


@check("update_running", points=2)
def update_keeps_to_its_weights(impl, draw):
    """Momentum 0 and 1, k without effect beside a momentum, two samples, a square batch, float32, one sample."""
    mean, var = draw.normal(4), draw.uniform(0.5, 2.0, 4)
    return {
        "square, momentum 0": impl.update_running(mean, var, spread(draw, 4, 4), 0.0),
        "square, momentum 1": impl.update_running(mean, var, spread(draw, 4, 4), 1.0),
        "two samples, k = 7": impl.update_running(mean, var, spread(draw, 2, 4), 0.25, 7),
        "third batch": impl.update_running(mean, var, spread(draw, 3, 4), momentum=None, k=3),
        "float32": impl.update_running(mean.float(), var.float(), draw.normal(5, 4).float()),
        "one sample": attempted(lambda: impl.update_running(mean, var, draw.normal(1, 4))),
    }


@check("bn_eval_forward", points=2)
def each_sample_is_judged_alone(impl, draw):
    """One sample, as many samples as features, variances down to 0, another ε, and float32."""
    x, mean, (gamma, beta) = draw.normal(4, 4), draw.normal(4), scale_and_shift(draw, 4)
    var = torch.tensor([0.0, 1e-6, 1.0, 30.0], dtype=torch.float64) * draw.uniform(0.5, 2.0, 4)
    whole = impl.bn_eval_forward(x, mean, var, gamma, beta)
    singles = [impl.bn_eval_forward(row, mean, var, gamma, beta) for row in x.split(1)]
    # Tiny variances stay out of float32: slope and intercept, a right way, cancel there to three digits.
    ordinary = draw.uniform(0.5, 2.0, 4)
    return {
        "whole batch": whole,
        "one after the other": torch.cat(singles),
        "eps = 0.1": impl.bn_eval_forward(x, mean, var, gamma, beta, 0.1),
        "float32": impl.bn_eval_forward(*(t.float() for t in (x, mean, ordinary, gamma, beta + 10))),
    }


@check("bn_eval_affine", points=1)
def slope_feels_epsilon(impl, draw):
    """Variances of 0 and 1e-6, another ε, and float32."""
    mean, (gamma, beta) = draw.normal(4), scale_and_shift(draw, 4)
    var = torch.tensor([0.0, 1e-6, 1.0, 30.0], dtype=torch.float64) * draw.uniform(0.5, 2.0, 4)
    return {
        "a and c": impl.bn_eval_affine(mean, var, gamma, beta),
        "eps = 1e-3": impl.bn_eval_affine(mean, var, gamma, beta, eps=1e-3),
        "float32": impl.bn_eval_affine(*(t.float() for t in (mean, var, gamma, beta))),
    }


def travelled(draw, ours, theirs, batches):
    """Our layer with PyTorch's state; what it says after one more batch, and what PyTorch's reads back."""
    settle(draw, theirs)
    theirs.num_batches_tracked += 3
    ours.double().load_state_dict(theirs.state_dict())
    ours.eval()
    seen = {"tested": ours(batches[0])}
    ours.train()
    seen["trained"] = ours(batches[1])
    theirs.load_state_dict(ours.state_dict())
    return seen | {"read back": dict(theirs.state_dict())}


def in_turn(draw, first, second, third, batches):
    """Three layers take turns, all but the first in float32 and without gradients. Their buffers were held before."""
    layers = {"first": set_up(draw, first), "second": second, "third": third}
    held = {f"buffers of the {name}": dict(layer.named_buffers()) for name, layer in layers.items()}
    seen = {}
    for k, x in enumerate(batches):
        seen[f"output {k} of the first"] = layers["first"](x)
        with torch.no_grad():
            seen[f"output {k} of the second, plus 10"] = layers["second"](x.float()) + 10
            layers["third"](x.float() + k)
        seen[f"input {k} afterwards"] = x
    return seen | held


@check("BatchNorm1d", points=2)
def feature_states_travel(impl, draw):
    """The state of a `torch.nn.BatchNorm1d` is read strictly, used, changed by a training batch, and handed back."""
    batches = [spread(draw, n, 4) for n in (4, 3)]
    return travelled(draw, impl.BatchNorm1d(4), nn.BatchNorm1d(4), batches)


@check("BatchNorm1d", points=2)
def three_feature_layers_do_not_meet(impl, draw):
    """Three layers in turn, two in float32 and without gradients, one without γ and β; buffers stay the same."""
    layers = (
        impl.BatchNorm1d(3, eps=0.01, momentum=0.3),
        impl.BatchNorm1d(3, affine=False),
        impl.BatchNorm1d(3),
    )
    return in_turn(draw, *layers, [spread(draw, n, 3) for n in (3, 5, 4)])


@check("BatchNorm1d", points=1)
def all_batches_of_features_count_alike(impl, draw):
    """With momentum None the running statistics are plain averages over four batches."""
    layer = set_up(draw, impl.BatchNorm1d(3, momentum=None))
    seen = {}
    for k in range(4):
        layer(spread(draw, 3 + k, 3))
        seen[f"after batch {k + 1}"] = [layer.running_mean.clone(), layer.running_var.clone()]
    return seen


@check("BatchNorm1d", points=1)
def one_sample_cannot_be_trained_on(impl, draw):
    """In training mode one sample is refused with a ValueError and changes nothing; in eval mode it is welcome."""
    layer = set_up(draw, impl.BatchNorm1d(3))
    layer(spread(draw, 4, 3))
    trained = attempted(lambda: layer(spread(draw, 1, 3)))
    layer.eval()
    return {"trained on": trained, "state": dict(layer.state_dict()), "tested on": layer(spread(draw, 1, 3))}


@check("BatchNorm1d", points=1)
def companions_matter_in_training_only(impl, draw):
    """The same sample in two batches: different outputs in training mode, one output in eval mode."""
    layer = set_up(draw, impl.BatchNorm1d(4))
    sample, companions = draw.normal(1, 4), [draw.normal(3, 4) for _ in range(2)]
    batches = [torch.cat([sample, others]) for others in companions]
    trained = [layer(batch)[0] for batch in batches]
    layer.eval()
    tested = [layer(batch)[0] for batch in batches]
    return {"training mode": trained, "eval mode": tested, "eval mode, difference": tested[0] - tested[1]}


@check("BatchNorm1d", points=1)
def scale_and_shift_of_the_input_vanish(impl, draw):
    """With a tiny ε: BN(a x + c) = ± BN(x), a bias before it has no gradient, and ⟨W, ∂L/∂W⟩ = 0."""
    layer = set_up(draw, impl.BatchNorm1d(4, eps=1e-13))
    x, slope = draw.normal(6, 4), draw.uniform(2.0, 5.0, 4) * torch.tensor([1, -1, 1, -1])
    W, b = draw.normal(4, 4).requires_grad_(), draw.normal(4).requires_grad_()
    y = layer(x @ W.T + b)
    y.backward(draw.normal(6, 4))
    return {
        "BN(x)": layer(x),
        "BN(a x + c)": layer(x * slope + draw.normal(4)),
        "gradient of W": W.grad,
        "gradient of a bias before": b.grad,
        "gradient of W along W": (W * W.grad).sum(1),
    }


@check(
    "BatchNorm1d",
    points=2,
    seeds=1,
    seconds=6.0,
    bounds={
        "loss without over loss with batch norm": Bound(
            low=3.0,
            reason="20 seeds: 10.7, deviation 1.4, worst 7.9: the line is five deviations below the mean",
        )
    },
)
def deep_network_trains_at_a_high_rate(impl, draw):
    """Eight linear layers, η = 0.5, 60 steps: the loss with your layer is at most a third of the loss without it."""
    seed = draw.seed()
    plain = train(deep_mlp(seed=seed), 0.5, seed=seed)[-20:]
    normed = train(deep_mlp(impl.BatchNorm1d, seed=seed), 0.5, seed=seed)[-20:]
    # Without normalisation one start in some sixty overflows: that is worth as much as guessing.
    return {
        "loss without over loss with batch norm": sum(map(or_guessing, plain)) / sum(map(or_guessing, normed))
    }


def or_guessing(loss: float) -> float:
    """The loss, or that of guessing among ten classes where it is no number any more."""
    return loss if math.isfinite(loss) else math.log(10)


@check("BatchNorm2d", points=2)
def channels_columns_and_rows_are_told_apart(impl, draw):
    """Three images of 3 × 3 pixels and three channels; without γ and β; the input stays as it is."""
    layer, bare = set_up(draw, impl.BatchNorm2d(3)), impl.BatchNorm2d(3, affine=False).double()
    x = spread(draw, 3, 3, 3, 3)
    x.requires_grad_()
    y = layer(x)
    y.backward(draw.normal(3, 3, 3, 3))
    layer.eval()
    return {
        "output": y,
        "dx": x.grad,
        "eval mode": layer(x),
        "without affine": bare(x),
        "input afterwards": x,
        "parameters without affine": [name for name, _ in bare.named_parameters()],
    }


@check("BatchNorm2d", points=1)
def one_image_has_many_values(impl, draw):
    """One image of two pixels can be trained on, one of a single pixel cannot; in eval mode both can be tested."""
    layer = set_up(draw, impl.BatchNorm2d(3))
    trained = layer(spread(draw, 1, 3, 1, 2))
    refused = attempted(lambda: layer(spread(draw, 1, 3, 1, 1)))
    layer.eval()
    return {
        "two pixels": trained,
        "one pixel": refused,
        "state": dict(layer.state_dict()),
        "tested on one pixel": layer(spread(draw, 1, 3, 1, 1)),
    }


@check("BatchNorm2d", points=2)
def channel_states_travel(impl, draw):
    """The state of a `torch.nn.BatchNorm2d` is read strictly, used, changed by a training batch, and handed back."""
    batches = [spread(draw, n, 4, 2, 1) for n in (4, 2)]
    return travelled(draw, impl.BatchNorm2d(4), nn.BatchNorm2d(4), batches)


@check("BatchNorm2d", points=2)
def three_channel_layers_do_not_meet(impl, draw):
    """Three layers in turn, two in float32 and without gradients, one with momentum None; buffers stay the same."""
    layers = (
        impl.BatchNorm2d(3, eps=0.01, momentum=0.3),
        impl.BatchNorm2d(3, momentum=None),
        impl.BatchNorm2d(3),
    )
    return in_turn(draw, *layers, [spread(draw, n, 3, 2, 1) for n in (2, 1, 3)])


@check("identity_params", points=1)
def identity_holds_for_other_epsilons(impl, draw):
    """As many samples as features, ε of 0.5 and 1e-3, a constant feature, one sample, and float32."""
    x = spread(draw, 4, 4)
    x[:, 1] = float(draw.integers(1, 9))
    return {
        "eps = 0.5": impl.identity_params(x, 0.5),
        "eps = 1e-3": impl.identity_params(x, 1e-3),
        "one sample": impl.identity_params(x[:1]),
        "float32": impl.identity_params(x.float()),
    }


@check("fold_bn_linear", points=2)
def square_linear_layers_fold_by_rows(impl, draw):
    """As many outputs as inputs; without γ and β; a batch norm left in training mode, which stays as it is."""
    W, b = draw.normal(3, 3), draw.normal(3)
    bn, bare = settle(draw, nn.BatchNorm1d(3, eps=0.01)), settle(draw, nn.BatchNorm1d(3, affine=False))
    bn.train()
    return {
        "square": impl.fold_bn_linear(W, b, bn),
        "without affine": impl.fold_bn_linear(draw.normal(3, 2), b, bare),
        "neither bias nor affine": impl.fold_bn_linear(W, None, bare),
        "batch norm afterwards": dict(bn.state_dict()),
        "float32": impl.fold_bn_linear(W.float(), b.float(), settle(draw, nn.BatchNorm1d(3)).float()),
    }


@check("fold_bn_conv", points=2)
def grouped_convolutions_fold_by_filters(impl, draw):
    """As many filters as channels, two groups, and one group per channel; without γ and β."""
    bn, bare = settle(draw, nn.BatchNorm2d(4, eps=0.01)), settle(draw, nn.BatchNorm2d(4, affine=False))
    b = draw.normal(4)
    return {
        "square": impl.fold_bn_conv(draw.normal(4, 4, 4, 4), b, bn),
        "two groups": impl.fold_bn_conv(draw.normal(4, 2, 3, 1), b, bn),
        "depthwise": impl.fold_bn_conv(draw.normal(4, 1, 2, 2), None, bn),
        "without affine": impl.fold_bn_conv(draw.normal(4, 3, 1, 2), b, bare),
        "float32": impl.fold_bn_conv(draw.normal(4, 3, 1, 2).float(), None, bn.float()),
    }


@check("fuse", points=2)
def fusing_folds_only_neighbours(impl, draw):
    """Our batch norms and PyTorch's; a grouped and padded convolution behind a folded one; a ReLU between."""
    model = nn.Sequential(
        nn.Conv2d(2, 4, 2, bias=False),
        impl.BatchNorm2d(4, eps=0.01),
        nn.Conv2d(4, 4, 3, padding=1, groups=2),
        nn.BatchNorm2d(4, affine=False),
        nn.ReLU(),
        nn.BatchNorm2d(4),
        nn.Flatten(),
        nn.Linear(16, 3),
        impl.BatchNorm1d(3, eps=0.01),
        nn.ReLU(),
        nn.BatchNorm1d(3),
    )
    settle_all(draw, model)
    x, layers = draw.normal(3, 2, 3, 3), [model[i] for i in (0, 2, 7)]
    before = [layer.weight.detach().clone() for layer in layers]
    fused = impl.fuse(model)
    seen = {"outputs": fused(x), "batch norms left": remaining(fused)}
    with torch.no_grad():
        for p in fused.parameters():
            p.zero_()
    return seen | {
        "weights of the original before": before,
        "weights of the original": [layer.weight for layer in layers],
    }


@check("fuse", points=1)
def fusing_keeps_what_may_stay(impl, draw):
    """A batch norm before a convolution without padding stays, also one before a convolution that pads by mirrors."""
    kept = settle_all(draw, nn.Sequential(nn.BatchNorm2d(2), nn.Conv2d(2, 3, 2)))
    mirrored = settle_all(
        draw, nn.Sequential(nn.BatchNorm2d(2), nn.Conv2d(2, 3, 3, padding=1, padding_mode="reflect"))
    )
    behind = settle_all(
        draw,
        nn.Sequential(nn.Conv2d(2, 2, 1), nn.ReLU(), nn.BatchNorm2d(2), nn.Conv2d(2, 3, 3, padding=(0, 1))),
    )
    half = settle_all(draw, nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2)))
    half[1].train()
    x = draw.normal(2, 2, 3, 3)
    seen = {}
    for name, model in {"no padding": kept, "mirror padding": mirrored}.items():
        fused = attempted(lambda model=model: impl.fuse(model))
        seen[name] = fused if fused == "ValueError" else [fused(x), remaining(fused)]
    return seen | {
        "behind a ReLU, before zero padding": attempted(lambda: impl.fuse(behind)(x)),
        "one layer in training mode": attempted(lambda: impl.fuse(half)(draw.normal(4, 3))),
    }


@check("layer_norm", points=2)
def samples_do_not_meet_in_layer_norm(impl, draw):
    """As many samples as features, a constant sample, a sample alone and in company, and float32."""
    x, (gamma, beta) = spread(draw, 4, 4, axis=0), scale_and_shift(draw, 4)
    x[2] = float(draw.integers(1, 9))
    return {
        "square": impl.layer_norm(x, gamma, beta),
        "one sample alone": impl.layer_norm(x[:1], gamma, beta),
        "two features": impl.layer_norm(draw.normal(3, 2), gamma[:2], beta[:2]),
        "float32": impl.layer_norm(x.float(), gamma.float(), beta.float() + 10),
    }


@check("instance_norm", points=2)
def channels_do_not_meet_in_instance_norm(impl, draw):
    """Three images of 3 × 3 pixels and three channels, one image alone, two pixels, and float32."""
    x, (gamma, beta) = spread(draw, 3, 3, 3, 3), scale_and_shift(draw, 3)
    return {
        "all lengths equal": impl.instance_norm(x, gamma, beta),
        "one image alone": impl.instance_norm(x[:1], gamma, beta),
        "two pixels": impl.instance_norm(draw.normal(2, 3, 1, 2), gamma, beta),
        "float32": impl.instance_norm(x.float(), gamma.float(), beta.float() + 10),
    }


@check("group_norm", points=2)
def group_norm_reaches_from_layer_to_instance(impl, draw):
    """All lengths 4 with 1, 2 and 4 groups; one image alone; 3 groups do not fit, and 8 are too many."""
    x, (gamma, beta) = spread(draw, 4, 4, 4, 4), scale_and_shift(draw, 4)
    seen = {f"{G} groups": impl.group_norm(x, G, gamma, beta, 1e-3) for G in (1, 2, 4)}
    return seen | {
        "one image alone": impl.group_norm(x[:1], 2, gamma, beta),
        "3 groups": attempted(lambda: impl.group_norm(x, 3, gamma, beta)),
        "8 groups": attempted(lambda: impl.group_norm(x, 8, gamma, beta)),
        "float32": impl.group_norm(x.float(), 2, gamma.float(), beta.float() + 10),
    }


@check("Dropout", points=2)
def gradient_is_dropped_where_the_input_was(impl, draw):
    """The gradient uses the mask of the forward pass; p = 0.7; float32 stays float32; the input stays as it is."""
    layer = impl.Dropout(0.7)
    x = draw.uniform(1.0, 2.0, 60, 80).requires_grad_()
    before = x.detach().clone()
    y = layer(x)
    y.backward(torch.ones_like(y))
    kept = (y != 0).double()
    single = layer(draw.uniform(1.0, 2.0, 5, 4).float())
    return {
        "gradient minus factor of the output": x.grad - y / before,
        "fraction kept, rounded": round(float(kept.mean()), 1),
        "factors": list((y / before)[y != 0].aminmax()),
        "input afterwards": x.detach(),
        "dtype of float32": single.dtype,
    }


@check("Dropout", points=2)
def every_number_is_dropped_on_its_own(impl, draw):
    """Rows, columns and calls are independent; the generator is torch's global one; p = 1 has the gradient 0."""
    layer, x, seed = impl.Dropout(0.5), torch.ones(200, 200, dtype=torch.float64), draw.seed()
    torch.manual_seed(seed)
    first, second = layer(x) != 0, layer(x) != 0
    torch.manual_seed(seed)
    again = layer(x) != 0
    edge = draw.normal(3).requires_grad_()
    impl.Dropout(1.0)(edge).sum().backward()
    return {
        "spread over rows, rounded": round(2 * float(first.double().mean(1).std()) * 200**0.5),
        "spread over columns, rounded": round(2 * float(first.double().mean(0).std()) * 200**0.5),
        "two calls agree, rounded": round(float((first == second).double().mean()), 1),
        "the same seed agrees": float((first == again).double().mean()),
        "gradient with p = 1": edge.grad,
        "on another device": str(layer(torch.ones(3, device="meta")).device),
    }
