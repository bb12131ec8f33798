"""The checks students have.

Scales differ from feature to feature (1, 3e-3, 20), so that ε matters in one of them; γ and β are never 1 and 0;
after training on some batches the layers are tested on quite different ones. Without that, mistakes would hide.
"""

import torch
from torch import nn

from autograder import Rule, check

OWN_WORK = (
    "Here you write the normalisation yourself: no ready-made one, and no loop over features or samples."
)
READY_MADE = (
    "torch.nn.functional.*_norm",
    "torch.nn.functional.*dropout*",
    "torch.nn.*BatchNorm*",
    "torch.nn.LayerNorm",
    "torch.nn.InstanceNorm*",
    "torch.nn.GroupNorm",
    "torch.nn.*Dropout*",
    "torch.*batch_norm*",
    "torch.*layer_norm*",
    "torch.instance_norm",
    "torch.*group_norm*",
    "torch.*dropout*",
    "torch.ops.*",
)
BY_HAND = Rule(because=OWN_WORK, loops=True, names=READY_MADE)
LAYER_BY_HAND = Rule(
    because="Here you write the layer yourself, so a ready-made one cannot do it for you.", names=READY_MADE
)
WITHOUT_AUTOGRAD = Rule(
    because="This gradient is derived on paper: no autograd, no ready-made function, no loop.",
    loops=True,
    names=(*READY_MADE, "torch.autograd.*", "torch.func.*", ".backward", ".requires_grad_", ".grad"),
)
FUSION = ("torch.nn.utils.*", "torch.ao.*", "torch.fx.*")
FOLDED_BY_HAND = Rule(
    because="Folding is two lines of algebra on whole tensors: no ready-made fusion and no loop.",
    loops=True,
    names=FUSION,
)
FUSED_BY_HAND = Rule(because="Here you write the fusion yourself, so PyTorch's cannot do it.", names=FUSION)
RULES = {
    "bn_train_forward": BY_HAND,
    "bn_backward_steps": WITHOUT_AUTOGRAD,
    "bn_backward": WITHOUT_AUTOGRAD,
    "update_running": BY_HAND,
    "bn_eval_forward": BY_HAND,
    "bn_eval_affine": BY_HAND,
    "BatchNorm1d": LAYER_BY_HAND,
    "BatchNorm2d": LAYER_BY_HAND,
    "identity_params": BY_HAND,
    "fold_bn_linear": FOLDED_BY_HAND,
    "fold_bn_conv": FOLDED_BY_HAND,
    "fuse": FUSED_BY_HAND,
    "layer_norm": BY_HAND,
    "instance_norm": BY_HAND,
    "group_norm": BY_HAND,
    "Dropout": LAYER_BY_HAND,
}

SCALES = torch.tensor([1.0, 3e-3, 20.0], dtype=torch.float64)


def features(draw, n):
    """A batch (n, 3) whose columns have different means and scales."""
    return (draw.normal(n, 3) + draw.normal(3)) * SCALES


def images(draw, n, height, width):
    """A batch (n, 3, height, width) whose channels have different means and scales."""
    return (draw.normal(n, 3, height, width) + draw.normal(3, 1, 1)) * SCALES.view(3, 1, 1)


def affine(draw, size):
    """A scale of either sign, well away from 0 and 1, and a shift."""
    return draw.uniform(1.5, 3.0, size) * (2 * draw.integers(0, 2, size) - 1), draw.normal(size)


def remembered(impl, draw, x, eps):
    """A cache as a right forward pass leaves it."""
    var, mean = torch.var_mean(x, dim=0, correction=0)
    return impl.Cache(x - mean, torch.rsqrt(var + eps), affine(draw, x.shape[1])[0])


def refusal(attempt):
    """What an attempt returned, or "ValueError" if it was refused."""
    try:
        return attempt()
    except ValueError:
        return "ValueError"


def ready(draw, layer, size):
    """The layer in float64, with γ and β of its own."""
    layer.double()
    with torch.no_grad():
        for p, values in zip((layer.weight, layer.bias), affine(draw, size), strict=True):
            p.copy_(values)
    return layer


def buffers(layer):
    """The running statistics as they are now."""
    return [layer.running_mean.clone(), layer.running_var.clone(), layer.num_batches_tracked.clone()]


def registered(kind, size):
    """What a new layer shows of itself, with γ and β and without."""
    layer, bare = kind(size), kind(size, affine=False)
    return {
        "parameters": {name: p.shape for name, p in layer.named_parameters()},
        "buffers": {name: b.shape for name, b in layer.named_buffers()},
        "state": dict(layer.state_dict()),
        "state without affine": dict(bare.state_dict()),
        "its weight": bare.weight,
    }


def with_statistics(draw, bn):
    """A batch norm as it might be after training, in float64 and eval mode; ε matters for every second feature."""
    bn.double().eval()
    size = len(bn.running_mean)
    bn.running_mean.data = draw.normal(size)
    bn.running_var.data = draw.uniform(0.5, 2.0, size) * torch.tensor([1.0, 1e-4]).repeat(size)[:size]
    if bn.weight is not None:
        bn.weight.data, bn.bias.data = affine(draw, size)
    return bn


@check("bn_train_forward", points=2)
def normalises_every_feature_over_the_batch(impl, draw):
    """Six samples of four features: mean and biased variance of each column, then γ and β."""
    y, _ = impl.bn_train_forward(draw.normal(6, 4, mean=1.0, std=3.0), *affine(draw, 4))
    return {"y": y}


@check("bn_train_forward", points=2)
def epsilon_stands_inside_the_root(impl, draw):
    """Features of scale 1, 3e-3 and 20, with the default ε and with 0.01; and what the cache keeps."""
    x, (gamma, beta) = features(draw, 5), affine(draw, 3)
    y, cache = impl.bn_train_forward(x, gamma, beta)
    larger, _ = impl.bn_train_forward(x, gamma, beta, 0.01)
    kept = {"centred": cache.centred, "inv_std": cache.inv_std, "gamma": cache.gamma}
    return {"y": y, "y with eps = 0.01": larger} | kept


@check("bn_backward_steps", points=2)
def steps_lead_back_to_all_three(impl, draw):
    """The gradients of x, γ and β for a random batch of six samples and four features."""
    cache = remembered(impl, draw, draw.normal(6, 4, mean=1.0, std=2.0), 0.1)
    dx, dgamma, dbeta = impl.bn_backward_steps(draw.normal(6, 4), cache)
    return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


@check("bn_backward_steps", points=1)
def one_output_pulls_on_every_input(impl, draw):
    """A gradient in row 2 alone reaches all rows of dx, through μ and through σ."""
    cache = remembered(impl, draw, features(draw, 5), 1e-5)
    dy = torch.zeros(5, 3, dtype=torch.float64)
    dy[2] = draw.normal(3)
    dx, dgamma, dbeta = impl.bn_backward_steps(dy, cache)
    return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


@check("bn_backward", points=2)
def closed_form_gives_all_three(impl, draw):
    """The gradients of x, γ and β for a random batch of six samples and four features."""
    cache = remembered(impl, draw, draw.normal(6, 4, mean=-1.0, std=2.0), 0.1)
    dx, dgamma, dbeta = impl.bn_backward(draw.normal(6, 4), cache)
    return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


@check("bn_backward", points=1)
def gradient_across_the_scales(impl, draw):
    """Features of scale 1, 3e-3 and 20: each has its own σ, γ and sums."""
    cache = remembered(impl, draw, features(draw, 7), 1e-5)
    dx, dgamma, dbeta = impl.bn_backward(draw.normal(7, 3), cache)
    return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta}


@check("update_running", points=2)
def new_batch_weighs_a_tenth(impl, draw):
    """One update with the default momentum, and one with 0.3; the variance of the batch enters unbiased."""
    mean, var, x = draw.normal(3), draw.uniform(0.5, 2.0, 3), features(draw, 4)
    return {
        "momentum 0.1": impl.update_running(mean, var, x),
        "momentum 0.3": impl.update_running(mean, var, x, 0.3),
        "the mean given, afterwards": mean,
    }


@check("update_running", points=1)
def without_momentum_all_batches_count_alike(impl, draw):
    """With momentum None, batches 1 to 4 are averaged; the starting values are forgotten with the first."""
    mean, var = draw.normal(3), draw.uniform(0.5, 2.0, 3)
    seen = {}
    for k in range(1, 5):
        mean, var = impl.update_running(mean, var, features(draw, 5), None, k)
        seen |= {f"mean after batch {k}": mean, f"variance after batch {k}": var}
    return seen


@check("bn_eval_forward", points=2)
def test_time_uses_the_statistics_given(impl, draw):
    """A batch far away from what the statistics say: mean 5 and deviation 4, normalised as told."""
    x = draw.normal(4, 3, mean=5.0, std=4.0)
    mean, var, (gamma, beta) = draw.normal(3), draw.uniform(0.5, 2.0, 3), affine(draw, 3)
    return {"y": impl.bn_eval_forward(x, mean, var, gamma, beta)}


@check("bn_eval_affine", points=1)
def test_time_is_a_slope_and_a_shift(impl, draw):
    """Slope a and shift c of five features, with the default ε and with 0.3."""
    mean, var, (gamma, beta) = draw.normal(5), draw.uniform(0.5, 2.0, 5), affine(draw, 5)
    a, c = impl.bn_eval_affine(mean, var, gamma, beta)
    larger = impl.bn_eval_affine(mean, var, gamma, beta, 0.3)
    return {"a": a, "c": c, "with eps = 0.3": larger}


@check("BatchNorm1d", points=1)
def registers_what_pytorch_registers(impl, draw):
    """Names, shapes, dtypes and first values of parameters and buffers, with and without γ and β."""
    return registered(impl.BatchNorm1d, draw.choice(range(3, 9)))


@check("BatchNorm1d", points=2)
def features_train_and_are_remembered(impl, draw):
    """Three training batches of 4, 6 and 2 samples: outputs, and the running statistics after each."""
    layer = ready(draw, impl.BatchNorm1d(3), 3)
    seen = {}
    for n in (4, 6, 2):
        seen[f"output, batch of {n}"] = layer(features(draw, n))
        mean, var, count = buffers(layer)
        seen |= {f"mean after {n}": mean, f"variance after {n}": var, f"batches seen after {n}": count}
    return seen


@check("BatchNorm1d", points=2)
def features_are_tested_with_what_was_remembered(impl, draw):
    """After two training batches: eval mode on another distribution, on a single sample, and nothing changes."""
    layer = ready(draw, impl.BatchNorm1d(3, momentum=0.4), 3)
    for n in (4, 5):
        layer(features(draw, n))
    before = buffers(layer)
    layer.eval()
    return {
        "output": layer(draw.normal(3, 3, mean=2.0)),
        "output for one sample": layer(features(draw, 1)),
        "statistics before": before,
        "statistics after": buffers(layer),
    }


@check("BatchNorm1d", points=2)
def gradients_flow_through_the_batch_statistics(impl, draw):
    """In training mode the gradients of x, γ and β are those of the whole formula, μ and σ included."""
    layer = ready(draw, impl.BatchNorm1d(3), 3)
    x = features(draw, 5).requires_grad_()
    y = layer(x)
    y.backward(draw.normal(5, 3))
    return {
        "y": y,
        "dx": x.grad,
        "dgamma": layer.weight.grad,
        "dbeta": layer.bias.grad,
        "statistics require a gradient": [b.requires_grad for b in layer.buffers()],
    }


@check("BatchNorm2d", points=1)
def registers_one_number_per_channel(impl, draw):
    """Names, shapes, dtypes and first values of parameters and buffers, with and without γ and β."""
    return registered(impl.BatchNorm2d, draw.choice(range(3, 9)))


@check("BatchNorm2d", points=2)
def channels_train_and_are_remembered(impl, draw):
    """2 × 3 × 2 × 1 and then 3 × 3 × 1 × 2 numbers, channels of scale 1, 3e-3 and 20: outputs and statistics."""
    layer = ready(draw, impl.BatchNorm2d(3), 3)
    seen = {}
    for n, height, width in ((2, 2, 1), (3, 1, 2)):
        seen[f"output, batch of {n}"] = layer(images(draw, n, height, width))
        mean, var, count = buffers(layer)
        seen |= {f"mean after {n}": mean, f"variance after {n}": var, f"batches seen after {n}": count}
    return seen


@check("BatchNorm2d", points=2)
def channels_are_tested_with_what_was_remembered(impl, draw):
    """After a training batch: eval mode on another distribution, on a single image, and nothing changes."""
    layer = ready(draw, impl.BatchNorm2d(3, momentum=0.3), 3)
    layer(images(draw, 2, 2, 2))
    before = buffers(layer)
    layer.eval()
    return {
        "output": layer(draw.normal(2, 3, 1, 2, mean=2.0)),
        "output for one image": layer(images(draw, 1, 2, 1)),
        "statistics before": before,
        "statistics after": buffers(layer),
    }


@check("BatchNorm2d", points=2)
def gradients_flow_through_the_channel_statistics(impl, draw):
    """In training mode the gradients of x, γ and β are those of the whole formula, μ and σ included."""
    layer = ready(draw, impl.BatchNorm2d(3), 3)
    x = images(draw, 2, 2, 2).requires_grad_()
    y = layer(x)
    y.backward(draw.normal(2, 3, 2, 2))
    return {
        "y": y,
        "dx": x.grad,
        "dgamma": layer.weight.grad,
        "dbeta": layer.bias.grad,
        "statistics require a gradient": [b.requires_grad for b in layer.buffers()],
    }


@check("identity_params", points=1)
def scale_and_shift_undo_the_normalisation(impl, draw):
    """γ and β for a batch of scales 1, 3e-3 and 20; a right batch norm with them gives x back."""
    x = features(draw, 5)
    gamma, beta = impl.identity_params(x)
    back = nn.functional.batch_norm(x, None, None, gamma, beta, training=True)
    return {"gamma": gamma, "beta": beta, "x after batch norm": back}


@check("fold_bn_linear", points=2)
def folded_linear_layer_does_both(impl, draw):
    """A layer from three to five features and its batch norm, with and without a bias."""
    W, b, bn = draw.normal(5, 3), draw.normal(5), with_statistics(draw, nn.BatchNorm1d(5))
    return {
        "with bias": impl.fold_bn_linear(W, b, bn),
        "without bias": impl.fold_bn_linear(W, None, bn),
    }


@check("fold_bn_conv", points=2)
def folded_convolution_does_both(impl, draw):
    """Four filters of 3 × 2 × 1 and their batch norm, with and without a bias."""
    W, b, bn = draw.normal(4, 3, 2, 1), draw.normal(4), with_statistics(draw, nn.BatchNorm2d(4))
    return {
        "with bias": impl.fold_bn_conv(W, b, bn),
        "without bias": impl.fold_bn_conv(W, None, bn),
    }


def norms_left(model):
    """How many layers of a model are still a batch norm."""
    return sum("BatchNorm" in type(layer).__name__ for layer in model)


def filled(draw, model):
    """The model in float64 and eval mode, all weights and statistics drawn."""
    model.double().eval()
    for layer in model:
        if "BatchNorm" in type(layer).__name__:
            with_statistics(draw, layer)
        elif isinstance(layer, nn.Linear | nn.Conv2d):
            layer.weight = nn.Parameter(draw.normal(*layer.weight.shape))
            if layer.bias is not None:
                layer.bias = nn.Parameter(draw.normal(*layer.bias.shape))
    return model


@check("fuse", points=2)
def fused_network_says_the_same(impl, draw):
    """Convolution, batch norm, ReLU, flatten, linear, batch norm: two layers fewer, the same outputs."""
    model = nn.Sequential(
        nn.Conv2d(3, 4, 2, padding=1),
        nn.BatchNorm2d(4),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(48, 5, bias=False),
        nn.BatchNorm1d(5),
    )
    x = draw.normal(2, 3, 2, 3)
    fused = impl.fuse(filled(draw, model))
    return {
        "outputs": fused(x),
        "batch norms left": norms_left(fused),
        "outputs of the original": model(x),
        "batch norms in the original": norms_left(model),
        "in training mode": fused.training,
    }


@check("fuse", points=1)
def fusing_refuses_where_it_must(impl, draw):
    """A model in training mode, and a batch norm whose only neighbour is a convolution that pads with zeros."""
    trained = filled(draw, nn.Sequential(nn.Conv2d(3, 4, 2), nn.BatchNorm2d(4))).train()
    padded = filled(draw, nn.Sequential(nn.BatchNorm2d(3), nn.Conv2d(3, 4, 3, padding=1)))
    x = draw.normal(2, 3, 3, 3)
    return {
        "in training mode": refusal(lambda: impl.fuse(trained)(x)),
        "before zero padding": refusal(lambda: impl.fuse(padded)(x)),
    }


@check("layer_norm", points=2)
def every_sample_is_normalised_alone(impl, draw):
    """Four samples of scale 1, 3e-3, 20 and 1, six features, one γ and β per feature."""
    x = draw.normal(4, 6, mean=1.0) * torch.tensor([[1.0], [3e-3], [20.0], [1.0]])
    gamma, beta = affine(draw, 6)
    return {
        "y": impl.layer_norm(x, gamma, beta),
        "y with eps = 0.01": impl.layer_norm(x, gamma, beta, 0.01),
    }


@check("instance_norm", points=2)
def every_channel_of_every_image_is_normalised_alone(impl, draw):
    """Two images of three channels and 2 × 2 pixels, channels of scale 1, 3e-3 and 20."""
    x, (gamma, beta) = images(draw, 2, 2, 2), affine(draw, 3)
    return {
        "y": impl.instance_norm(x, gamma, beta),
        "y with eps = 0.01": impl.instance_norm(x, gamma, beta, 0.01),
    }


@check("group_norm", points=2)
def neighbouring_channels_form_groups(impl, draw):
    """Six channels in 1, 2, 3 and 6 groups."""
    x = draw.normal(2, 6, 2, 1) * torch.tensor([1.0, 3e-3, 20.0, 1.0, 0.1, 5.0]).view(6, 1, 1)
    gamma, beta = affine(draw, 6)
    return {f"{G} groups": impl.group_norm(x, G, gamma, beta) for G in (1, 2, 3, 6)}


@check("group_norm", points=1)
def groups_must_fit(impl, draw):
    """Six channels cannot be cut into 4 groups nor into 5, which is a ValueError."""
    x, (gamma, beta) = draw.normal(2, 6, 2, 1), affine(draw, 6)
    seen = {f"{G} groups": refusal(lambda G=G: impl.group_norm(x, G, gamma, beta)) for G in (4, 5)}
    return seen | {"2 groups": impl.group_norm(x, 2, gamma, beta).shape}


@check("Dropout", points=2)
def a_fifth_is_dropped_and_the_rest_grows(impl, draw):
    """With p = 0.2 one number in five becomes 0, the others are multiplied by 1.25; in eval mode nothing happens.

    Which ones are dropped is chance: over 40 000 numbers, fraction and mean are right to the digits compared here.
    """
    layer = impl.Dropout(0.2)
    x = draw.uniform(1.0, 2.0, 100, 400)
    factors = layer(x) / x
    layer.eval()
    return {
        "fraction dropped, rounded": round(float((factors == 0).double().mean()), 1),
        "mean factor, to twentieths": round(20 * float(factors.mean())) / 20,
        "smallest and largest factor of what is kept": list(factors[factors != 0].aminmax()),
        "eval mode": layer(x[:2]),
    }


@check("Dropout", points=1)
def probabilities_lie_between_0_and_1(impl, draw):
    """With p = 0 nothing changes, p = 1 gives zeros, and p = −0.1 and 1.5 are refused with a ValueError."""
    x = draw.normal(3, 4)
    return {
        "p = 0": impl.Dropout(0.0)(x),
        "p = 1": impl.Dropout(1.0)(x),
        "p = -0.1": refusal(lambda: impl.Dropout(-0.1)(x)),
        "p = 1.5": refusal(lambda: impl.Dropout(1.5)(x)),
    }
